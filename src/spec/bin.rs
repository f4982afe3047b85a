//! Ranges of numbers as Vega-Lite's `bin` asks for them.

use serde::Serialize;

/// `true`, or how ranges are chosen.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
#[serde(untagged)]
pub enum Bin {
    /// `true`: at most ten ranges, six for colours.
    Auto(bool),
    /// As written.
    Params(BinParams),
}

/// How ranges are chosen; Vega's names and defaults.
#[derive(Debug, Clone, PartialEq, Default, Serialize)]
#[cfg_attr(not(target_arch = "wasm32"), derive(schemars::JsonSchema))]
pub struct BinParams {
    /// A number at which one range starts.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub anchor: Option<f64>,
    /// The base of the widths; 10 where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base: Option<f64>,
    /// How a width may be divided; `[5, 2]` where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub divide: Option<Vec<f64>>,
    /// From where to where; the column's extent where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub extent: Option<[f64; 2]>,
    /// The most ranges.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub maxbins: Option<f64>,
    /// The least width.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minstep: Option<f64>,
    /// Whether ranges start and end at round numbers; they do where not written.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nice: Option<bool>,
    /// The exact width.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub step: Option<f64>,
    /// The widths that may be chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub steps: Option<Vec<f64>>,
    /// The properties with their values, as they are written into a column's name, in order.
    #[serde(skip)]
    pub written: String,
}

impl Bin {
    /// The most ranges on a channel where the author names none.
    #[must_use]
    pub fn most_on(channel: &str) -> f64 {
        match channel {
            "color" | "size" | "shape" | "opacity" | "row" | "column" => 6.0,
            _ => 10.0,
        }
    }

    /// The choice with Vega-Lite's default for the number of ranges.
    #[must_use]
    pub fn params(&self, most: f64) -> BinParams {
        let mut out = match self {
            Bin::Auto(_) => BinParams::default(),
            Bin::Params(params) => params.clone(),
        };
        let given = |n: Option<f64>| n.is_some_and(|n| n != 0.0);
        if !given(out.maxbins) && !given(out.step) {
            out.maxbins = Some(most);
            out.written
                .push_str(&written("maxbins", &crate::data::machine(most)));
        }
        out
    }

    /// How Vega-Lite names the column of a binned field: `bin_maxbins_10_v`.
    #[must_use]
    pub fn name(&self, most: f64, field: &str) -> String {
        ["bin", &self.params(most).written, "_", field].concat()
    }
}

/// A property as part of a name: every sign that is no letter or digit becomes `_`.
pub(super) fn written(property: &str, value: &str) -> String {
    let value: String = value
        .chars()
        .map(|c| if c.is_ascii_alphanumeric() { c } else { '_' })
        .collect();
    ["_", property, "_", &value].concat()
}
