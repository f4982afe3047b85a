//! The static page: its structure is what the page's program builds too, so it is held here.

use furrow::data::Lang;
use furrow::report::{
    ChartHead, FigureCard, GridHead, Page, PageBlock, PageSection, SourceLine, StaticChart,
    StaticWords, TextTable, html_from_markdown, static_body, static_embed,
};

const HOSTILE: &str = "\"'><script>alert(1)</script><!--";

const WORDS: StaticWords<'static> = StaticWords {
    contents: "Contents",
    table: "Table",
    source: "Source: ",
    more: "{n} more",
    rows_shown: "First {shown} of {all} rows",
    open_report: "Open the report",
    compare: ["Compare", "with"],
};

fn source(text: &str) -> SourceLine {
    SourceLine {
        id: "S001".to_owned(),
        publisher: text.to_owned(),
        title: "Title".to_owned(),
        date: "2017".to_owned(),
        url: "https://example.org/".to_owned(),
    }
}

fn table(text: &str) -> TextTable {
    TextTable {
        heads: vec!["Year".to_owned(), text.to_owned()],
        numeric: vec![false, true],
        rows: vec![vec!["2017".to_owned(), "1,245".to_owned()]],
        n_rows: 1,
        ..TextTable::default()
    }
}

fn figure(text: &str) -> FigureCard {
    FigureCard {
        label: text.to_owned(),
        value: "≥ 3".to_owned(),
        period: "2025".to_owned(),
        note: String::new(),
        source: Some(source("Ministry")),
    }
}

fn chart(text: &str) -> StaticChart {
    StaticChart {
        id: "growth".to_owned(),
        title: text.to_owned(),
        subtitle: "Billion yuan".to_owned(),
        note: "A note".to_owned(),
        description: "It grew.".to_owned(),
        wide_svg: "<svg id=\"w\"></svg>".to_owned(),
        narrow_svg: "<svg id=\"n\"></svg>".to_owned(),
        table: table("Sales"),
        sources: vec![source("Ministry"), source("Bureau")],
        entities: vec![("China".to_owned(), "fw-s1".to_owned())],
        sides: vec!["A".to_owned(), text.to_owned()],
        comparison_html: "<table class=\"comparison\"></table>".to_owned(),
    }
}

fn page(text: &str) -> Page {
    let head = |id: &str| {
        PageBlock::Chart(ChartHead {
            id: id.to_owned(),
            title: "Not drawn".to_owned(),
            narrow_height: 300.0,
            wide_height: 400.0,
        })
    };
    Page {
        lang: Lang::En,
        name: "demo".to_owned(),
        title: text.to_owned(),
        summary_html: html_from_markdown("Sales **grew**."),
        byline: "Authors".to_owned(),
        date: "2026".to_owned(),
        figures: vec![figure("Sales")],
        sections: vec![PageSection {
            id: "retail".to_owned(),
            title: text.to_owned(),
            blocks: vec![
                PageBlock::Html(html_from_markdown("Text.")),
                head("growth"),
                head("missing"),
                PageBlock::Figures(vec![figure("Other")]),
                PageBlock::Sources(vec![source("Ministry")]),
                grid(table("N")),
            ],
        }],
    }
}

fn grid(first: TextTable) -> PageBlock {
    PageBlock::Grid(GridHead {
        first,
        ..GridHead::default()
    })
}

/// The tags of a page in order, without attributes: `div`, `/div`.
fn tags(html: &str) -> Vec<&str> {
    html.split('<')
        .skip(1)
        .map(|tag| &tag[..tag.find([' ', '>']).unwrap_or(tag.len())])
        .collect()
}

#[track_caller]
fn check_balanced(html: &str) {
    let mut open = Vec::new();
    for tag in tags(html) {
        // HTML ends them by what follows.
        if ["tr", "th", "td"].contains(&tag) {
            continue;
        }
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "{html}");
        } else {
            open.push(tag);
        }
    }
    assert!(open.is_empty(), "{open:?} stay open");
}

#[test]
fn the_page_has_the_structure_that_the_program_takes_over() {
    let html = static_body(&page("Rural"), &[chart("It grew")], &WORDS);
    let source = "<a href=\"https://example.org/\" rel=\"noopener\">Title</a>";
    let data = "<div class=\"table-scroll\"><table class=\"data\"><thead><tr>\
        <th scope=\"col\">Year<th scope=\"col\" class=\"num\">Sales</thead>\
        <tbody><tr><td>2017<td class=\"num\">1,245</tbody></table></div>";
    let parts = [
        "<div class=\"page\"><header class=\"bar\"><span class=\"brand\">Furrow</span>\
         <div class=\"tools\" aria-hidden=\"true\"></div></header><div class=\"columns\">\
         <nav class=\"contents\" aria-label=\"Contents\"><ol><li>\
         <a href=\"#section=retail\">Rural</a></li></ol></nav>\
         <main class=\"report\" id=\"report\" tabindex=\"-1\"><h1>Rural</h1>\
         <p class=\"byline\">Authors · 2026</p>\
         <div class=\"summary\"><p>Sales <strong>grew</strong>.</p></div>\
         <ul class=\"figures\"><li class=\"figure-card\">\
         <span class=\"figure-label\">Sales</span><strong class=\"figure-value\">≥ 3</strong>\
         <span class=\"figure-period\">2025</span>\
         <span class=\"figure-source\">Ministry (2017)</span></li></ul>\
         <section class=\"section\" id=\"section-retail\" tabindex=\"-1\">\
         <a class=\"anchor\" id=\"section=retail\"></a><h2>Rural</h2>\
         <div class=\"prose\"><p>Text.</p></div>",
        "<figure class=\"chart\" id=\"chart-growth\"><h3 class=\"chart-title\">It grew</h3>\
         <p class=\"chart-subtitle\">Billion yuan</p>\
         <div class=\"chart-tools\"><details class=\"static-table\"><summary>Table</summary>\
         <div class=\"table-region\" tabindex=\"0\" role=\"region\" aria-label=\"It grew\">",
        data,
        "</div></details></div><div class=\"chart-entities\">\
         <span class=\"side-choice\">Compare<span class=\"choice\">A</span></span>\
         <span class=\"side-choice\">with<span class=\"choice\">It grew</span></span></div>\
         <div class=\"chart-entities\"><span class=\"chip\">\
         <i class=\"dot fw-s1\"></i>China</span></div>\
         <div class=\"chart-body\" role=\"img\" aria-label=\"It grew.\">\
         <div class=\"only-wide\"><svg id=\"w\"></svg></div>\
         <div class=\"only-narrow\"><svg id=\"n\"></svg></div></div>\
         <div class=\"html\"><table class=\"comparison\"></table></div>\
         <figcaption class=\"chart-foot\"><p class=\"chart-note\">A note</p>\
         <div class=\"chart-source\">Source: \
         <a href=\"https://example.org/\" target=\"_blank\" rel=\"noopener\">Ministry (2017)</a>; \
         <a href=\"https://example.org/\" target=\"_blank\" rel=\"noopener\">Bureau (2017)</a></div></figcaption>\
         </figure>",
        "<figure class=\"chart\" id=\"chart-missing\">\
         <h3 class=\"chart-title\">Not drawn</h3></figure>",
        "<ol class=\"sources\"><li id=\"source-S001\">Ministry, ",
        source,
        ", 2017</li></ol>",
    ];
    let flat = html.replace('\n', "");
    let mut rest = flat.as_str();
    for part in parts {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("{part}\n\nis not in\n\n{rest}"));
        rest = &rest[at + part.len()..];
    }
    check_balanced(&html);
}

#[test]
fn no_text_becomes_markup() {
    let mut page = page(HOSTILE);
    page.byline = HOSTILE.to_owned();
    page.sections[0].id = HOSTILE.to_owned();
    page.figures = vec![figure(HOSTILE)];
    page.sections[0].blocks.extend([
        PageBlock::Sources(vec![source(HOSTILE)]),
        grid(table(HOSTILE)),
    ]);
    let mut hostile = chart(HOSTILE);
    hostile.description = HOSTILE.to_owned();
    hostile.entities = vec![(HOSTILE.to_owned(), HOSTILE.to_owned())];
    hostile.sources = vec![source(HOSTILE)];
    for html in [
        static_body(&page, &[hostile.clone()], &WORDS),
        static_embed(&hostile, HOSTILE, &WORDS),
    ] {
        assert!(
            !html.contains("<script") && !html.contains("<!--"),
            "{html}"
        );
        assert!(
            !html.contains("style=") && !html.contains("onclick"),
            "{html}"
        );
        check_balanced(&html);
    }
}

#[test]
fn what_is_empty_leaves_no_element() {
    let page = Page {
        title: "T".to_owned(),
        ..Page::default()
    };
    let html = static_body(&page, &[], &WORDS);
    for class in ["byline", "summary", "figures", "section"] {
        assert!(!html.contains(&format!("class=\"{class}\"")), "{html}");
    }
    let bare = StaticChart {
        title: "T".to_owned(),
        ..StaticChart::default()
    };
    let html = static_embed(&bare, "", &WORDS);
    for class in [
        "chart-subtitle",
        "chart-entities",
        "side-choice",
        "comparison",
        "chart-note",
        "chart-source",
        "embed-link",
    ] {
        assert!(!html.contains(class), "{html}");
    }
}

#[test]
fn an_embed_leads_to_its_report() {
    let html = static_embed(&chart("It grew"), "../index.html#chart=growth", &WORDS);
    assert!(html.starts_with("<main class=\"embed\" id=\"report\">"));
    assert!(html.contains(
        "<p class=\"embed-link\"><a href=\"../index.html#chart=growth\" target=\"_blank\" \
         rel=\"noopener\">Open the report</a></p>"
    ));
    check_balanced(&html);
}
