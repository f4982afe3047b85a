//! Host pages: the newsroom's article around an embedded chart.

use serde_json::{Value, json};

use crate::reader::Reader;

/// An article of a width in px with an embed's code in it, which keeps every message that comes.
///
/// It answers the opening of iframe-resizer as that library does.
pub(crate) fn article(snippet: &str, width: u32) -> String {
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Article</title>\
         <link rel=\"icon\" href=\"data:,\"><body><script>\n\
         window.told = [];\n\
         addEventListener('message', (event) => {{\n\
           const frame = document.querySelector('iframe');\n\
           told.push({{ data: event.data, origin: event.origin,\n\
             from: event.source === frame.contentWindow }});\n\
           if (event.data === '[iFrameResizerChild]Ready') {{\n\
             const opening = '[iFrameSizer]frame0:8:false:true:32:true:true:null:bodyOffset';\n\
             frame.contentWindow.postMessage(opening, '*');\n\
           }}\n\
         }});\n\
         </script><main><h1>An article</h1><div style=\"width: {width}px\">{snippet}</div></main>\
         </body></html>"
    )
}

/// What the embed has told its host so far, in order.
#[track_caller]
pub(crate) fn told(reader: &Reader) -> Vec<Value> {
    let told = reader.js(
        "return told.filter((one) => one.from).map((one) => one.data)",
        json!([]),
    );
    told.as_array().unwrap().clone()
}

/// Waits for a message that `read` understands; the last such one counts.
#[track_caller]
pub(crate) fn see_message<T>(reader: &Reader, what: &str, read: impl Fn(&Value) -> Option<T>) -> T {
    reader.wait(what, || told(reader).iter().rev().find_map(&read))
}

/// Looks into the frame until its program is ready, and says how high its document is.
#[track_caller]
pub(crate) fn see_frame_ready(reader: &Reader) -> f64 {
    let in_view = "document.querySelector('iframe').scrollIntoView()";
    reader.js(in_view, json!([]));
    reader.enter_frame();
    reader.see_ready();
    let height = "return Math.ceil(document.documentElement.getBoundingClientRect().height)";
    let height = reader.js(height, json!([])).as_f64().unwrap();
    reader.leave_frame();
    height
}
