//! Reads the steps that look at a row's neighbours, or at other tables, from JSON.

use serde_json::Value;

use super::read_filter::{scalar, scalars};
use super::read_transform::{field_of, names, one_of};
use super::reading::Json;
use super::{
    AggregateOp, DataRef, Impute, ImputeMethod, KeyVals, Lookup, LookupFrom, Offset, Order, SortBy,
    Stack, Window, WindowMeasure, WindowOp,
};

/// Reads figures over a frame.
pub(super) fn window(json: &Json<'_>) -> Window {
    let mut window = Vec::new();
    for item in json.get("window").items() {
        let name = item.needed_text("op");
        let op = WindowOp::from_name(&name);
        if op.is_none() && !name.is_empty() {
            let all = [WindowOp::NAMES, ", ", AggregateOp::NAMES].concat();
            item.get("op").unsupported(&name, &all);
        }
        let field = match op {
            Some(WindowOp::Aggregate(op)) => field_of(&item, Some(op)),
            Some(
                WindowOp::Lag
                | WindowOp::Lead
                | WindowOp::FirstValue
                | WindowOp::LastValue
                | WindowOp::NthValue,
            ) => Some(item.needed_text("field")),
            _ => item.optional_text("field"),
        };
        let param = item.whole("param", u32::MAX);
        let needs_param = matches!(op, Some(WindowOp::Ntile | WindowOp::NthValue));
        if needs_param && param.unwrap_or(0) == 0 {
            item.get("param").wrong("a whole number above 0");
        }
        let name_as = item.optional_text("as");
        item.end();
        if let Some(op) = op {
            window.push(WindowMeasure {
                op,
                field,
                param,
                name_as,
            });
        }
    }
    Window {
        window,
        frame: frame(&json.get("frame")),
        groupby: json.text_list("groupby"),
        sort: sort(&json.get("sort")),
        ignore_peers: json.flag("ignorePeers"),
    }
}

/// Two whole numbers, either of which may be `null`.
fn frame(json: &Json<'_>) -> Option<[Option<i32>; 2]> {
    let whole = |value: &Value| match value {
        Value::Null => Some(None),
        value => value.as_i64().and_then(|n| i32::try_from(n).ok()).map(Some),
    };
    match json.value() {
        Value::Null => return None,
        Value::Array(ends) => {
            if let [Some(from), Some(to)] = ends.iter().map(whole).collect::<Vec<_>>()[..] {
                return Some([from, to]);
            }
        }
        _ => {}
    }
    json.wrong("a list of two whole numbers or null");
    None
}

fn sort(json: &Json<'_>) -> Vec<SortBy> {
    let mut out = Vec::new();
    for item in json.items() {
        let field = item.needed_text("field");
        let orders = [Order::Ascending, Order::Descending];
        let order = one_of(&item.get("order"), "ascending, descending", &|name| {
            ["ascending", "descending"].iter().position(|n| *n == name)
        });
        item.end();
        out.push(SortBy {
            field,
            order: order.and_then(|idx| orders.get(idx).copied()),
        });
    }
    out
}

/// Reads lengths that stand on each other.
pub(super) fn stack(json: &Json<'_>) -> Stack {
    let offsets = [Offset::Zero, Offset::Center, Offset::Normalize];
    let offset = one_of(&json.get("offset"), "zero, center, normalize", &|name| {
        ["zero", "center", "normalize"]
            .iter()
            .position(|n| *n == name)
    });
    Stack {
        stack: json.needed_text("stack"),
        groupby: json.text_list("groupby"),
        sort: sort(&json.get("sort")),
        offset: offset.and_then(|idx| offsets.get(idx).copied()),
        name_as: names(&json.get("as")),
    }
}

/// Reads a look into another table.
pub(super) fn lookup(json: &Json<'_>) -> Lookup {
    let from = json.get("from").required("an object");
    let param = from.get("param");
    if param.is_given() {
        param.unsupported("param", "data");
    }
    let data = from.get("data").required("an object");
    let name = data.needed_text("name");
    data.end();
    let fields = from.text_list("fields");
    if fields.is_empty() && from.is_given() {
        from.get("fields").wrong("a list of fields");
    }
    let from = LookupFrom {
        data: DataRef { name: Some(name) },
        key: from.needed_text("key"),
        fields,
    };
    let name_as = names(&json.get("as"));
    if !name_as.is_empty() && name_as.len() != from.fields.len() {
        json.get("as").wrong("a name for each field");
    }
    Lookup {
        lookup: json.needed_text("lookup"),
        from,
        name_as,
        default: scalar(&json.get("default")),
    }
}

/// Reads rows for what is missing.
pub(super) fn impute(json: &Json<'_>) -> Impute {
    let methods = [
        ("value", ImputeMethod::Value),
        ("mean", ImputeMethod::Mean),
        ("median", ImputeMethod::Median),
        ("max", ImputeMethod::Max),
        ("min", ImputeMethod::Min),
    ];
    let method = one_of(&json.get("method"), "value, mean, median, max, min", &|n| {
        methods.iter().position(|(name, _)| *name == n)
    });
    // `null` says something here: the value stays missing.
    let value = json.get("value");
    let value = json.value().get("value").map(|_| scalar(&value));
    let keys = json.get("keyvals");
    let keyvals = match keys.value() {
        Value::Object(_) => {
            let stop = keys.number("stop");
            let (start, step) = (keys.number("start"), keys.number("step"));
            keys.end();
            if stop.is_none() {
                keys.get("stop").wrong("a number");
            }
            stop.map(|stop| KeyVals::Sequence { start, stop, step })
        }
        _ => scalars(&keys).map(KeyVals::List),
    };
    Impute {
        impute: json.needed_text("impute"),
        key: json.needed_text("key"),
        method: method.and_then(|idx| methods.get(idx)).map(|(_, m)| *m),
        value,
        frame: frame(&json.get("frame")),
        groupby: json.text_list("groupby"),
        keyvals,
    }
}
