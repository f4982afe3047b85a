//! Links: what was shared once opens for ever, and no fragment does harm.

use furrow::data::Lang;
use furrow::report::{LinkState, Tab, Theme, format_link, parse_link};

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

fn names(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

/// Links as they were shared. Add to this table; never change a line of it.
fn shared_links() -> Vec<(&'static str, LinkState)> {
    let none = LinkState::default;
    vec![
        ("", none()),
        ("#", none()),
        (
            "section=counties",
            LinkState {
                section: some("counties"),
                ..none()
            },
        ),
        (
            "section=counties&chart=growth&tab=table",
            LinkState {
                section: some("counties"),
                chart: some("growth"),
                tab: Tab::Table,
                ..none()
            },
        ),
        (
            "chart=growth&entities=ali_rt~jd&lang=zh",
            LinkState {
                chart: some("growth"),
                entities: names(&["ali_rt", "jd"]),
                lang: Some(Lang::Zh),
                ..none()
            },
        ),
        (
            "entities=%E6%B5%99%E6%B1%9F~%E7%A6%8F%E5%BB%BA&theme=dark",
            LinkState {
                entities: names(&["浙江", "福建"]),
                theme: Theme::Dark,
                ..none()
            },
        ),
        // As a messenger shows it, and as one that escapes too much sends it.
        (
            "entities=浙江~福建",
            LinkState {
                entities: names(&["浙江", "福建"]),
                ..none()
            },
        ),
        (
            "entities=Zhejiang%7EFujian",
            LinkState {
                entities: names(&["Zhejiang", "Fujian"]),
                ..none()
            },
        ),
        (
            "entities=Inner%20Mongolia",
            LinkState {
                entities: names(&["Inner Mongolia"]),
                ..none()
            },
        ),
        (
            "entities=50%2525~a%257Eb",
            LinkState {
                entities: names(&["50%", "a~b"]),
                ..none()
            },
        ),
        (
            "#embed=growth&lang=en&theme=light",
            LinkState {
                lang: Some(Lang::En),
                theme: Theme::Light,
                embed: some("growth"),
                ..none()
            },
        ),
        (
            "lang=zh-Hans-CN&tab=chart&theme=system",
            LinkState {
                lang: Some(Lang::Zh),
                ..none()
            },
        ),
        // WeChat appends its own.
        (
            "chart=growth&wechat_redirect",
            LinkState {
                chart: some("growth"),
                ..none()
            },
        ),
        (
            "&&chart=growth&",
            LinkState {
                chart: some("growth"),
                ..none()
            },
        ),
    ]
}

/// The same, with what is shown in place of values.
fn shared_views() -> Vec<(&'static str, LinkState)> {
    let none = LinkState::default;
    vec![
        (
            "chart=growth&view=change",
            LinkState {
                chart: some("growth"),
                view: some("change"),
                ..none()
            },
        ),
        (
            "chart=growth&view=difference:%E6%B5%99%E6%B1%9F",
            LinkState {
                chart: some("growth"),
                view: some("difference:浙江"),
                ..none()
            },
        ),
        (
            "chart=map&time=2019",
            LinkState {
                chart: some("map"),
                time: some("2019"),
                ..none()
            },
        ),
        (
            "chart=growth&scale=log",
            LinkState {
                chart: some("growth"),
                scale: some("log"),
                ..none()
            },
        ),
    ]
}

#[test]
fn links_that_were_shared_keep_opening() {
    for (link, expected) in shared_links().into_iter().chain(shared_views()) {
        assert_eq!(parse_link(link), (expected, Vec::new()), "{link}");
    }
}

#[test]
fn a_link_holds_what_differs_in_a_fixed_order() {
    assert_eq!(format_link(&LinkState::default()), "");
    let state = LinkState {
        section: some("s 1"),
        chart: some("c"),
        tab: Tab::Table,
        view: some("index:2016"),
        scale: some("linear"),
        time: some("2019-06"),
        entities: names(&["Zhejiang", "福", "a~b", "50%"]),
        lang: Some(Lang::En),
        theme: Theme::Light,
        embed: some("e"),
    };
    assert_eq!(
        format_link(&state),
        "section=s%201&chart=c&tab=table&view=index%3A2016&scale=linear&time=2019-06&entities=Zhejiang~%E7%A6%8F~a%257Eb~50%2525\
         &lang=en&theme=light&embed=e"
    );
}

#[track_caller]
fn check_ignored(link: &str, expected: &[&str]) {
    let (state, ignored) = parse_link(link);
    assert_eq!(state, LinkState::default(), "{link}");
    assert_eq!(ignored, expected, "{link}");
}

#[test]
fn what_means_nothing_is_told_and_ignored() {
    check_ignored("nonsense", &["nonsense"]);
    check_ignored(
        "view=growth&time=2015..2018",
        &["view=growth", "time=2015..2018"],
    );
    check_ignored("scale=cubic&facet=region", &["scale=cubic", "facet=region"]);
    check_ignored(
        "sort=-value&search=%E6%B5%99",
        &["sort=-value", "search=浙"],
    );
    check_ignored(
        "tab=map&lang=fr&theme=neon",
        &["tab=map", "lang=fr", "theme=neon"],
    );
    check_ignored("CHART=growth", &["CHART=growth"]);
    check_ignored("chart=&section", &["chart=", "section"]);
    check_ignored("entities=~~", &["entities=~~"]);
}

#[test]
fn at_most_five_parts_are_told_each_cut() {
    let link = (0..50)
        .map(|n| format!("key{n}={}", "浙".repeat(90)))
        .collect::<Vec<_>>();
    let (_, ignored) = parse_link(&link.join("&"));
    assert_eq!(ignored.len(), 5);
    assert!(
        ignored.iter().all(|part| part.chars().count() == 40),
        "{ignored:?}"
    );
    let escaped = format!("x={}", "%F0%9F%8C%BE".repeat(50));
    assert_eq!(parse_link(&escaped).1, [format!("x={}", "🌾".repeat(38))]);
}

#[test]
fn control_characters_and_broken_escapes_are_harmless() {
    check_ignored("chart=a%00b", &["chart=ab"]);
    check_ignored(
        "section=a%0Ab&entities=a~b%250A",
        &["section=ab", "entities=a~b%0A"],
    );
    check_ignored("chart=%D5%E3%BD%AD", &["chart=%D5%E3%BD%AD"]);
    assert_eq!(parse_link("chart=100%").0.chart, some("100%"));
    assert_eq!(parse_link("chart=%").0.chart, some("%"));
    assert_eq!(parse_link("chart=%E6%B5").1, ["chart=%E6%B5"]);
}

#[test]
fn the_first_of_two_counts() {
    let (state, ignored) = parse_link("chart=a&chart=b&entities=x~y~x");
    assert_eq!(
        (state.chart, state.entities),
        (some("a"), names(&["x", "y"]))
    );
    assert_eq!(ignored, ["chart=b"]);
}

#[test]
fn five_megabytes_are_harmless() {
    let (state, ignored) = parse_link(&format!("chart=a&section={}", "b".repeat(5 << 20)));
    assert_eq!((state.chart, state.section), (some("a"), None));
    assert_eq!(ignored, [format!("section={}", "b".repeat(32))]);
    assert_eq!(parse_link(&"浙".repeat(2 << 20)).0, LinkState::default());
    check_ignored(&"&".repeat(5 << 20), &[]);
    let (state, ignored) = parse_link(&"chart=a&".repeat(700_000));
    assert_eq!((state.chart, ignored.len()), (some("a"), 5));
}

#[test]
fn a_choice_too_long_for_an_address_is_left_out_as_a_whole() {
    let entities = (0..900).map(|n| format!("县{n}")).collect();
    let state = LinkState {
        chart: some("a"),
        entities,
        theme: Theme::Dark,
        ..LinkState::default()
    };
    assert_eq!(format_link(&state), "chart=a&theme=dark");
}

/// A small generator: the same numbers at every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap_or(0) % n
    }

    fn name(&mut self) -> String {
        const PIECES: [&str; 24] = [
            "~",
            "&",
            "=",
            "%",
            "#",
            "%7E",
            "%25",
            "%E6",
            "+",
            " ",
            "/",
            "?",
            "\"",
            "<b>",
            "浙江",
            "福建",
            "مصر",
            "שלום",
            "\u{202e}",
            "👩🏽‍🌾",
            "é",
            "e\u{301}",
            "a",
            "Z9-._",
        ];
        (0..=self.below(6))
            .map(|_| PIECES[self.below(PIECES.len())])
            .collect()
    }

    fn maybe(&mut self) -> Option<String> {
        (self.below(2) == 1).then(|| self.name())
    }

    fn state(&mut self) -> LinkState {
        let mut entities: Vec<String> = Vec::new();
        for _ in 0..self.below(6) {
            let name = self.name();
            if !entities.contains(&name) {
                entities.push(name);
            }
        }
        LinkState {
            section: self.maybe(),
            chart: self.maybe(),
            tab: Tab::ALL[self.below(2)],
            view: self.maybe().map(|name| "difference:".to_owned() + &name),
            scale: [None, some("linear"), some("log")][self.below(3)].clone(),
            time: [None, some("2019"), some("2019-06-30")][self.below(3)].clone(),
            entities,
            lang: [None, Some(Lang::En), Some(Lang::Zh)][self.below(3)],
            theme: Theme::ALL[self.below(3)],
            embed: self.maybe(),
        }
    }
}

#[test]
fn what_is_written_is_read_back() {
    let mut dice = Dice(2026);
    for _ in 0..20_000 {
        let state = dice.state();
        let link = format_link(&state);
        assert_eq!(parse_link(&link), (state.clone(), Vec::new()), "{link}");
        assert!(
            link.bytes()
                .all(|b| b.is_ascii_graphic() && !b"#<>\"'".contains(&b)),
            "{link}"
        );
        let harsh = link.replace('~', "%7E");
        assert_eq!(parse_link(&harsh).0, state, "{harsh}");
    }
}

#[test]
fn any_text_gives_a_state_that_is_stable() {
    let mut dice = Dice(7);
    let keys = [
        "section", "chart", "tab", "entities", "lang", "theme", "embed", "x", "",
    ];
    for _ in 0..20_000 {
        let parts = (0..dice.below(8)).map(|_| {
            let key = keys[dice.below(keys.len())];
            format!(
                "{key}={}{}",
                dice.name(),
                ["", "%", "%0", "%00", "\u{7}"][dice.below(5)]
            )
        });
        let text = parts.collect::<Vec<_>>().join("&");
        let (state, ignored) = parse_link(&text);
        assert!(ignored.len() <= 5 && ignored.iter().all(|part| part.chars().count() <= 40));
        assert!(!ignored.iter().any(|part| part.contains(char::is_control)));
        assert_eq!(parse_link(&format_link(&state)).0, state, "{text}");
    }
}
