//! Action: everything that a reader can do, as one closed list.

use super::files::Given;
use crate::data::{InputFile, Lang};
use crate::diag::Diagnostic;
use crate::engine::Reading;
use crate::report::{FileEdit, LinkState, Tab, Theme};

/// One thing that a reader does. Menus, shortcuts, links and tests all go through here.
#[derive(Debug, Clone, PartialEq)]
pub enum Action {
    /// Is about to choose a file: what reads it can be made ready.
    PrepareReading,
    /// Opens files as a new document and shows it.
    Open(Vec<InputFile>),
    /// Opens what was picked, dropped or pasted; of a folder all that is in it.
    OpenGiven(Vec<Given>),
    /// Ends reading files.
    CancelReading,
    /// Changes what was assumed of a file.
    ChangeFile {
        /// What, and to what.
        edit: FileEdit,
        /// The id of the control, which keeps the focus.
        control: String,
    },
    /// Shows another open document.
    ShowDoc(usize),
    /// Changes the language.
    SetLang(Lang),
    /// Changes light and dark.
    SetTheme(Theme),
    /// Shows a chart's drawing or its numbers.
    SetTab {
        /// The chart's id.
        chart: String,
        /// The tab.
        tab: Tab,
    },
    /// Shows some of a chart's entities.
    SetEntities {
        /// The chart's id.
        chart: String,
        /// Their keys; empty for all.
        entities: Vec<String>,
    },
    /// Shows something in place of a chart's values.
    SetDerivation {
        /// The chart's id.
        chart: String,
        /// What, as in a request; `None` as the author has it.
        derivation: Option<String>,
    },
    /// Shows a chart's values on another scale.
    SetScale {
        /// The chart's id.
        chart: String,
        /// Which, as in a request; `None` as the author has it.
        scale: Option<String>,
    },
    /// Shows the figures of one period of a chart.
    SetPeriod {
        /// The chart's id.
        chart: String,
        /// Which, as in a request; `None` for the latest.
        period: Option<String>,
    },
    /// Goes where a link inside the page leads.
    Follow(LinkState),
    /// Shows what the address says, after Back or Forward.
    Restore,
    /// The page has become wider or narrower: the new width of a chart's body in px.
    Resize(f64),
    /// Tells the reader what was odd.
    Notify(Vec<Diagnostic>),
    /// Takes all notices away.
    DismissNotices,
    /// Copies the address of a chart as it is shown.
    CopyLink {
        /// The chart's id.
        chart: String,
    },
    /// Copies a text that the page has made.
    CopyText(String),
    /// Copies figures of a chart, each with its period, its source and the address.
    Cite {
        /// The chart's id.
        chart: String,
        /// What the chart is about, where a figure has no name of its own.
        subject: String,
        /// The figures.
        reading: Reading,
    },
    /// Opens the dialog with the code of an embed.
    ShowEmbed {
        /// The chart's id.
        chart: String,
    },
    /// Closes that dialog.
    CloseEmbed,
    /// Saves a chart as it is shown.
    SaveChart {
        /// The chart's id.
        chart: String,
        /// As what.
        format: ChartFormat,
    },
    /// Saves the open documents and the program as one HTML file.
    SaveReport,
}

/// What a chart can be saved as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChartFormat {
    /// A picture of lines and text.
    Svg,
    /// A picture of pixels.
    Png,
    /// The numbers that it shows.
    Csv,
}
