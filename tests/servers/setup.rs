//! How each server is told to serve the site: the examples of docs/hosting.md with other paths.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::site::root;

/// A server and the way in which it is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Nginx,
    Apache,
    /// By a file in the site, not by the server's configuration.
    ApacheHtaccess,
    Caddy,
}

/// Where on the host the site is.
pub(crate) enum Mount {
    Top,
    /// Below a folder whose name has spaces.
    Folder,
}

impl Mount {
    /// The path of the site's page, as a person writes it.
    pub(crate) fn prefix(&self) -> &'static str {
        match self {
            Mount::Top => "/",
            Mount::Folder => "/some sub path/",
        }
    }
}

/// Where servers lie that are not on everyone's PATH.
const SYSTEM_FOLDERS: [&str; 2] = ["/usr/sbin", "/usr/local/sbin"];
const APACHE_MODULES: [&str; 4] = [
    "/usr/lib/apache2/modules",
    "/usr/lib64/httpd/modules",
    "/usr/lib/httpd/modules",
    "/usr/libexec/apache2",
];
const NGINX_MODULES: [&str; 2] = ["/usr/lib/nginx/modules", "/usr/lib64/nginx/modules"];

impl Kind {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Kind::Nginx => "nginx",
            Kind::Apache => "Apache",
            Kind::ApacheHtaccess => "Apache with .htaccess",
            Kind::Caddy => "Caddy",
        }
    }

    /// The server's program; nothing when this machine has none that can be used.
    pub(crate) fn find(self) -> Option<PathBuf> {
        let names: &[&str] = match self {
            Kind::Nginx => &["nginx"],
            Kind::Apache | Kind::ApacheHtaccess => {
                apache_modules()?;
                &["apache2", "httpd"]
            }
            Kind::Caddy => &["caddy"],
        };
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = env::split_paths(&path).chain(SYSTEM_FOLDERS.map(PathBuf::from));
        folders
            .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
            .find(|file| file.is_file())
    }

    /// Whether the server can send `.br` files.
    pub(crate) fn has_brotli(self) -> bool {
        self != Kind::Nginx || nginx_brotli().is_some()
    }

    /// The command that runs the server in this process's foreground and its configuration.
    pub(crate) fn command(self, program: &Path, config: &Path, home: &Path) -> Command {
        let mut command = Command::new(program);
        match self {
            Kind::Nginx => command.arg("-p").arg(home).arg("-c").arg(config),
            // One process, so that ending it ends all.
            Kind::Apache | Kind::ApacheHtaccess => command.arg("-X").arg("-f").arg(config),
            Kind::Caddy => command
                .args(["run", "--adapter", "caddyfile", "--config"])
                .arg(config)
                .env("HOME", home)
                .env("XDG_CONFIG_HOME", home)
                .env("XDG_DATA_HOME", home),
        };
        command
    }

    /// A whole configuration: the example of docs/hosting.md, and around it what a system's
    /// package would bring.
    pub(crate) fn config(self, mount: &Mount, site: &Path, port: u16, home: &Path) -> String {
        let home = home.display();
        match self {
            Kind::Nginx => {
                let mut example = example("nginx", mount, site)
                    .replace("listen 80;", &format!("listen 127.0.0.1:{port};"));
                let mut module = String::new();
                if let Some(path) = nginx_brotli() {
                    module = format!("load_module \"{}\";", path.display());
                    let line = "nginx-location.conf\";";
                    example = example.replace(line, &format!("{line}\nbrotli_static on;"));
                }
                format!(
                    "{module}
daemon off; master_process off; pid \"{home}/pid\"; error_log stderr;
events {{}}
http {{
    access_log off;
    client_body_temp_path \"{home}/body\"; proxy_temp_path \"{home}/proxy\";
    fastcgi_temp_path \"{home}/fastcgi\"; uwsgi_temp_path \"{home}/uwsgi\";
    scgi_temp_path \"{home}/scgi\";
    # As the system's package has it: what the site brings packed must not be packed again.
    gzip on;
{example}
}}"
                )
            }
            Kind::Apache | Kind::ApacheHtaccess => {
                let mut example = example("apache", mount, site);
                if self == Kind::ApacheHtaccess {
                    let without = |line: &&str| !line.trim_start().starts_with("Include ");
                    let lines: Vec<&str> = example.lines().filter(without).collect();
                    example = lines.join("\n").replace(
                        "AllowOverride None",
                        "AllowOverride FileInfo Indexes Options",
                    );
                }
                format!(
                    "{}
ServerName example.org
Listen 127.0.0.1:{port}
PidFile \"{home}/pid\"
DefaultRuntimeDir \"{home}\"
Mutex \"file:{home}\" default
ErrorLog \"{home}/error.log\"
TypesConfig /dev/null
AddOutputFilterByType DEFLATE text/html text/css text/javascript application/json
<Directory \"/\">
    Options FollowSymLinks Indexes
    AllowOverride None
    Require all denied
</Directory>
{example}
",
                    apache_beginning()
                )
            }
            Kind::Caddy => {
                let example = example("caddy", mount, site);
                let address = format!("http://:{port} {{\n\tbind 127.0.0.1");
                let example = example.replace("http://example.org {", &address);
                format!("{{\n\tadmin off\n\tauto_https off\n}}\n{example}")
            }
        }
    }
}

/// The example of docs/hosting.md in a language, for a site that lies elsewhere.
#[track_caller]
fn example(language: &str, mount: &Mount, site: &Path) -> String {
    let page = fs::read_to_string(root().join("docs/hosting.md")).unwrap();
    let (_, rest) = page.split_once(&format!("\n```{language}\n")).unwrap();
    let (text, _) = rest.split_once("\n```").unwrap();
    let servers = root().join("docs").join("servers");
    let text = text
        .replace("/srv/furrow/dist", &site.display().to_string())
        .replace("/srv/furrow/servers", &servers.display().to_string());
    match mount {
        Mount::Folder => {
            // Addresses that go to the reader are percent-encoded.
            let encoded = mount.prefix().replace(' ', "%20");
            text.replace("301 \"/report/\"", &format!("301 \"{encoded}\""))
                .replace(
                    "\"/report\" \"/report/\"",
                    &format!("\"/report\" \"{encoded}\""),
                )
                .replace(
                    "\"/report",
                    &format!("\"{}", mount.prefix().trim_end_matches('/')),
                )
        }
        // As the page tells: without the line that leads to the folder.
        Mount::Top => text
            .lines()
            .filter(|line| !line.contains("return 301") && !line.contains("redir "))
            .map(|line| line.replace("Alias \"/report\"", "DocumentRoot"))
            .map(|line| line.replace("\"/report/", "\"/"))
            .collect::<Vec<_>>()
            .join("\n"),
    }
}

fn nginx_brotli() -> Option<PathBuf> {
    let file = "ngx_http_brotli_static_module.so";
    let folders = NGINX_MODULES.map(|folder| Path::new(folder).join(file));
    folders.into_iter().find(|path| path.is_file())
}

fn apache_modules() -> Option<&'static Path> {
    let folders = APACHE_MODULES.into_iter().map(Path::new);
    folders.into_iter().find(|folder| folder.is_dir())
}

/// The modules that the page names, and those without which Apache does not start.
fn apache_beginning() -> String {
    let folder = apache_modules().unwrap();
    let names = [
        "mpm_event",
        "mpm_prefork",
        "unixd",
        "authz_core",
        "alias",
        "dir",
        "filter",
        "deflate",
        "headers",
        "mime",
        "rewrite",
        "setenvif",
        "autoindex",
    ];
    let mut out = String::new();
    for name in names {
        let file = folder.join(format!("mod_{name}.so"));
        // One way of working is enough, and some systems have modules built in.
        let is_second = name == "mpm_prefork" && out.contains("mpm_event");
        if file.is_file() && !is_second {
            let file = file.display();
            out += &format!("LoadModule {name}_module \"{file}\"\n");
        }
    }
    let uid = Command::new("id").arg("-u").output().unwrap().stdout;
    if uid.trim_ascii() == b"0" {
        // Apache does not serve as root.
        out += "User \"#65534\"\nGroup \"#65534\"\n";
    }
    out
}
