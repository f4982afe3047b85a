//! Real servers with the files of `docs/servers/` send the site as `xtask/src/headers.rs` says.
//!
//! Each server that this machine has is started as docs/hosting.md advises, at the top of a host
//! and in a folder of it, and asked for every file. One that is not installed is named.

#![allow(clippy::unwrap_used, reason = "a test ends where a promise is broken")]

/// The same list that `cargo xtask serve` sends.
#[path = "../../xtask/src/headers.rs"]
mod headers;

mod asking;
mod http;
mod server;
mod setup;
mod site;
mod uploading;

use server::Running;
use setup::{Kind, Mount};
use site::Site;

/// Starts a server over a site and asks it for everything, if it is installed.
fn check(kind: Kind, mount: &Mount) {
    let Some(program) = kind.find() else {
        let folder = mount.prefix();
        site::note(&format!(
            "{} at {folder}: NOT TESTED, for it is not installed",
            kind.name()
        ));
        return;
    };
    let site = Site::of_dist();
    let running = Running::start(kind, &program, mount, &site);
    asking::every_file_comes_with_its_headers(&running, &site);
    asking::packed_files_come_to_those_who_take_them(&running, &site);
    asking::what_is_not_there_or_not_for_readers_is_refused(&running);
    asking::a_page_that_is_still_the_same_is_not_sent_again(&running);
    asking::a_folder_without_its_slash_leads_to_the_one_with_it(&running, mount);
}

#[test]
fn nginx_at_the_top_of_a_host() {
    check(Kind::Nginx, &Mount::Top);
}

#[test]
fn nginx_in_a_folder_of_a_host() {
    check(Kind::Nginx, &Mount::Folder);
}

#[test]
fn apache_at_the_top_of_a_host() {
    check(Kind::Apache, &Mount::Top);
}

#[test]
fn apache_in_a_folder_of_a_host() {
    check(Kind::Apache, &Mount::Folder);
}

#[test]
fn apache_with_an_htaccess_at_the_top_of_a_host() {
    check(Kind::ApacheHtaccess, &Mount::Top);
}

#[test]
fn apache_with_an_htaccess_in_a_folder_of_a_host() {
    check(Kind::ApacheHtaccess, &Mount::Folder);
}

#[test]
fn caddy_at_the_top_of_a_host() {
    check(Kind::Caddy, &Mount::Top);
}

#[test]
fn caddy_in_a_folder_of_a_host() {
    check(Kind::Caddy, &Mount::Folder);
}
