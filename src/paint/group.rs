//! Groups: items of one look that are painted together.

/// How far back an item looks for its like: dense charts have thousands of items.
const MOST_GROUPS: usize = 40;

/// left, top, right, bottom
pub(super) type Area = (f64, f64, f64, f64);

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Lines, which may cross each other in one path.
    Lines,
    /// Filled shapes, which in one path would cut holes into each other.
    Shapes,
    Circles,
    Texts,
}

/// Items that are painted together.
pub(super) struct Group {
    pub(super) kind: Kind,
    /// Attributes that all of them have.
    pub(super) look: String,
    /// What each has for itself: path data, or an element after its name.
    pub(super) parts: Vec<String>,
    areas: Vec<Area>,
    area: Area,
}

/// Puts a part to its like, or else at the end.
pub(super) fn add(groups: &mut Vec<Group>, kind: Kind, look: String, part: String, area: Area) {
    let mut home = None;
    for (idx, group) in groups.iter().enumerate().rev().take(MOST_GROUPS) {
        let touched = group.touches(area);
        let fits = group.kind == kind && group.look == look;
        if fits && (kind != Kind::Shapes || !touched) {
            home = Some(idx);
            break;
        }
        if touched {
            break;
        }
    }
    match home.and_then(|idx| groups.get_mut(idx)) {
        Some(group) => group.add(part, area),
        None => groups.push(Group {
            kind,
            look,
            parts: vec![part],
            areas: vec![area],
            area,
        }),
    }
}

impl Group {
    fn touches(&self, area: Area) -> bool {
        meet(self.area, area) && self.areas.iter().any(|own| meet(*own, area))
    }

    fn add(&mut self, part: String, area: Area) {
        self.parts.push(part);
        self.areas.push(area);
        let own = self.area;
        self.area = (
            own.0.min(area.0),
            own.1.min(area.1),
            own.2.max(area.2),
            own.3.max(area.3),
        );
    }
}

fn meet(a: Area, b: Area) -> bool {
    a.0 < b.2 && b.0 < a.2 && a.1 < b.3 && b.1 < a.3
}
