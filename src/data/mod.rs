//! What a table is: columns of typed cells, times, units, and numbers as text for people.

mod assumed;
mod attribute;
mod cells;
mod input_file;
mod lang;
mod letters;
mod not_available;
mod number;
mod order;
mod period;
mod role;
mod summary;
mod table;
mod unit;

pub use assumed::{Assumed, Layout, NumberStyle};
pub use attribute::{Bound, Nature, Status};
pub use cells::{Codes, Missing, NumberCell, Numbers, Times};
pub use input_file::InputFile;
pub use lang::{Lang, LocalText};
pub use letters::is_letter;
pub use not_available::{NotAvailable, ScaleRefusal, StackRefusal};
pub use number::{Number, grouped, machine, parse_number, scaled};
pub use order::{order, sort};
pub use period::{Grain, Period};
pub use role::{Role, is_time_name, roles};
pub use summary::Summary;
pub use table::{Column, Table, Values};
pub use unit::{Unit, UnitKind, UnitView};
