//! The document: its page in one language, its text, its link, and its one-page HTML.

mod boot;
mod comparison;
mod dense;
mod figure_html;
mod file_html;
mod html_frame;
mod inline;
mod link;
mod markdown;
mod one_file;
mod pack;
mod page;
mod percent;
mod site_page;
mod snippet;
mod static_page;
mod table_html;

pub use boot::boot_js;
pub use comparison::{Comparison, ComparisonCell, ComparisonRow, comparison_html};
pub use dense::{dense_bytes, dense_text};
pub use figure_html::{figures_html, source_html, source_line_html, source_name, sources_html};
pub use file_html::{file_html, notes_html, spread_svg};
pub use link::{LinkState, Tab, Theme, format_link, parse_link};
pub use markdown::{escape_html, html_from_markdown, safe_url};
pub use one_file::{OneFile, View, one_file_html};
pub use pack::{FileEdit, PackError, PackedDocument, pack_json, read_pack, sha256_hex};
pub use page::{
    CellKind, ChartHead, ColumnLine, FigureCard, FileChoice, FilePanel, GridColumn, GridHead, Page,
    PageBlock, PageSection, SourceLine, TextTable,
};
pub use site_page::{SiteConfig, SitePage, embed_path, site_html};
pub use snippet::{embed_snippet, file_name, html_file_name};
pub use static_page::{StaticChart, StaticWords, static_body, static_embed};
pub use table_html::{Sorting, sortable_html, table_html};
