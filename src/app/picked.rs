//! Picked: which reading of a chart is picked out, and what keys and clicks make of it.

/// The reading that is picked out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Picked {
    /// Its index among the readings.
    pub(super) reading: Option<usize>,
    /// Whether it stays when the pointer leaves.
    pub(super) is_held: bool,
}

impl Picked {
    /// What a key makes of it, or nothing when the key means nothing here.
    pub(super) fn after_key(self, key: &str, n_readings: usize) -> Option<Picked> {
        let last = n_readings.checked_sub(1)?;
        let reading = match (key, self.reading) {
            ("ArrowRight" | "ArrowDown", Some(idx)) => Some((idx + 1).min(last)),
            ("ArrowLeft" | "ArrowUp", Some(idx)) => Some(idx.saturating_sub(1)),
            ("ArrowRight" | "ArrowDown" | "Home", _) => Some(0),
            ("ArrowLeft" | "ArrowUp" | "End", _) => Some(last),
            ("Enter" | " ", Some(_)) => {
                return Some(Picked {
                    is_held: !self.is_held,
                    ..self
                });
            }
            ("Escape", Some(_)) => None,
            _ => return None,
        };
        Some(Picked {
            reading,
            is_held: self.is_held && reading.is_some(),
        })
    }

    /// What a click makes of it: it holds a reading, or lets the held one go.
    pub(super) fn after_click(self, reading: Option<usize>) -> Picked {
        let is_held = reading.is_some() && !(self.is_held && self.reading == reading);
        Picked { reading, is_held }
    }
}
