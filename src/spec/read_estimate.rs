//! Reads the steps that estimate from JSON.

use super::read_transform::{one_of, pair};
use super::reading::Json;
use super::{Curve, Density, Loess, Quantile, Regression, Resolve};

/// Reads a step of quantiles.
pub(super) fn quantile(json: &Json<'_>) -> Quantile {
    Quantile {
        quantile: json.needed_text("quantile"),
        groupby: json.text_list("groupby"),
        probs: json.numbers("probs"),
        step: json.number("step"),
        name_as: pair(&json.get("as")),
    }
}

/// Reads a fitted curve.
pub(super) fn regression(json: &Json<'_>) -> Regression {
    if json.flag("params") == Some(true) {
        json.get("params").unsupported("true", "false");
    }
    let curves = [
        ("linear", Curve::Linear),
        ("log", Curve::Log),
        ("exp", Curve::Exp),
        ("pow", Curve::Pow),
        ("quad", Curve::Quad),
        ("poly", Curve::Poly),
    ];
    Regression {
        regression: json.needed_text("regression"),
        on: json.needed_text("on"),
        groupby: json.text_list("groupby"),
        method: one_of(
            &json.get("method"),
            "linear, log, exp, pow, quad, poly",
            &|name| curves.iter().position(|(known, _)| *known == name),
        )
        .and_then(|idx| curves.get(idx))
        .map(|(_, curve)| *curve),
        order: json.whole("order", 16),
        extent: extent(json),
        name_as: pair(&json.get("as")),
    }
}

/// Reads a smooth curve.
pub(super) fn loess(json: &Json<'_>) -> Loess {
    Loess {
        loess: json.needed_text("loess"),
        on: json.needed_text("on"),
        groupby: json.text_list("groupby"),
        bandwidth: json.number("bandwidth"),
        name_as: pair(&json.get("as")),
    }
}

/// Reads an estimate of a density.
pub(super) fn density(json: &Json<'_>) -> Density {
    let resolves = [Resolve::Independent, Resolve::Shared];
    Density {
        density: json.needed_text("density"),
        groupby: json.text_list("groupby"),
        cumulative: json.flag("cumulative"),
        counts: json.flag("counts"),
        bandwidth: json.number("bandwidth"),
        extent: extent(json),
        minsteps: json.whole("minsteps", 10_000),
        maxsteps: json.whole("maxsteps", 10_000),
        steps: json.whole("steps", 10_000),
        resolve: one_of(&json.get("resolve"), "independent, shared", &|name| {
            ["independent", "shared"].iter().position(|n| *n == name)
        })
        .and_then(|idx| resolves.get(idx).copied()),
        name_as: pair(&json.get("as")),
    }
}

/// Two numbers, or nothing.
pub(super) fn extent(json: &Json<'_>) -> Option<[f64; 2]> {
    let numbers = json.numbers("extent")?;
    let two = <[f64; 2]>::try_from(numbers).ok();
    if two.is_none() {
        json.get("extent").wrong("a list of two numbers");
    }
    two
}
