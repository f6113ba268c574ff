// Comfort on top of pages that work without it: numbers open beside the text, pages follow the files on disk.
"use strict";

const topic = document.body.dataset.topic;
const kind = document.body.dataset.kind;
const byId = (id) => document.getElementById(id);
const toast = byId("toast");
let stream = null;
let lastSeen = null;
let hideToast = 0;

function say(text, address) {
  clearTimeout(hideToast);
  toast.replaceChildren(document.createTextNode(text));
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = "去看";
    toast.append(" ", link);
  }
  toast.hidden = false;
  hideToast = setTimeout(() => { toast.hidden = true; }, 8000);
}

async function fetched(address) {
  const answer = await fetch(address, { credentials: "same-origin", cache: "no-store" });
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) throw new Error(page.querySelector("main p")?.textContent || "服务器没有回答");
  return page;
}

function replace(id, page) {
  const fresh = page.getElementById(id);
  const old = byId(id);
  if (fresh && old) old.replaceWith(document.adoptNode(fresh));
}

// --- a unit's page follows its files

function texts() {
  const found = new Map();
  for (const one of document.querySelectorAll("#main [id^=b]")) found.set(one.id, one.textContent);
  return found;
}

const dirty = () => [...document.querySelectorAll("textarea")].some((area) => area.value !== area.defaultValue);

function showChanges(before) {
  if (!before.size) return;
  const changed = [...document.querySelectorAll("#main [id^=b]")].filter((one) => before.get(one.id) !== one.textContent);
  for (const one of changed) one.classList.add("changed");
  const block = changed.find((one) => !changed.some((other) => other !== one && one.contains(other))) || changed[0];
  if (!block) return;
  const place = block.getBoundingClientRect();
  if (place.bottom < 0 || place.top > innerHeight) block.scrollIntoView({ block: "center" });
  say(`已更新，正文 ${changed.filter((one) => !one.id.includes("-")).length} 处变动。`, `#${block.id}`);
}

async function refreshUnit() {
  const page = await fetched(location.pathname);
  const before = texts();
  const sheet = page.getElementById("sheet");
  if (sheet && byId("sheet") && byId("sheet").getAttribute("href") !== sheet.getAttribute("href")) {
    byId("sheet").setAttribute("href", sheet.getAttribute("href"));
  }
  const scrolled = document.querySelector(".side").scrollTop;
  const opened = document.querySelector("#asked details.more")?.open;
  replace("head", page);
  replace("main", page);
  replace("findings", page);
  if (dirty()) say("文件在磁盘上变动了。正在填写的原因没有刷新，保存时会提示。");
  else { replace("asked", page); if (opened) document.querySelector("#asked details.more")?.setAttribute("open", ""); }
  document.querySelector(".side").scrollTop = scrolled;
  prepare();
  if (!dirty()) showChanges(before);
  document.body.dataset.refreshed = String(Number(document.body.dataset.refreshed || 0) + 1);
}

async function refreshBoard() {
  const page = await fetched(location.href);
  for (const id of ["progress", "states", "rows"]) replace(id, page);
}

let waiting = false;
let again = false;
async function refresh() {
  if (waiting) { again = true; return; }
  waiting = true;
  try {
    if (kind === "board") await refreshBoard();
    else if (kind === "unit") await refreshUnit();
  } catch (error) { say(`没有更新：${error.message}`); }
  if (kind === "board") await new Promise((done) => setTimeout(done, 700));
  waiting = false;
  if (again) { again = false; refresh(); }
}

function showJob(event) {
  const list = byId("jobs");
  if (!list) return;
  let line = byId(`j${event.job}`);
  if (!line) {
    line = document.createElement("li");
    line.id = `j${event.job}`;
    list.prepend(line);
  }
  line.textContent = event.words;
  if (!event.ready) return;
  const link = document.createElement("a");
  link.href = `file/${event.job}`;
  link.textContent = "保存文件";
  line.append(" ", link);
  if (line.dataset.wanted) { delete line.dataset.wanted; link.click(); }
}

function listen() {
  if (stream || topic === "none" || document.hidden) return;
  stream = new EventSource(topic ? `/events?u=${topic}` : "/events");
  stream.onopen = () => { if (lastSeen) refresh(); lastSeen = Date.now(); };
  stream.onmessage = (message) => {
    const event = JSON.parse(message.data);
    if (event.type === "job") showJob(event);
    else refresh();
  };
}

function unlisten() {
  if (stream) stream.close();
  stream = null;
}

// --- the panel: where a number comes from

let opener = null;

function closePanel() {
  const panel = byId("panel");
  if (!panel || panel.hidden) return;
  panel.hidden = true;
  document.querySelectorAll(".fig.lit").forEach((one) => one.classList.remove("lit"));
  opener?.focus({ preventScroll: true });
}

async function openPanel(link) {
  const panel = byId("panel");
  if (!link.closest("#panel")) opener = link;
  try {
    const page = await fetched(`${link.getAttribute("href")}&part=1`);
    panel.replaceChildren(...page.body.childNodes);
  } catch (error) { panel.textContent = error.message; }
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "关闭";
  close.addEventListener("click", closePanel);
  panel.prepend(close);
  panel.hidden = false;
  if (link.matches(".fig")) {
    document.querySelectorAll(".fig.lit").forEach((one) => one.classList.remove("lit"));
    link.classList.add("lit");
  }
  document.querySelector(".side").scrollTop = 0;
  panel.focus({ preventScroll: true });
  for (const cell of panel.querySelectorAll("td.lit")) {
    const box = cell.closest(".wide");
    box.scrollLeft = cell.offsetLeft - box.clientWidth / 2;
    box.scrollTop = cell.offsetTop - box.clientHeight / 2;
  }
}

function goTo(link) {
  const block = byId(link.dataset.block);
  if (!block) return;
  const number = [...block.querySelectorAll(".fig")].find((one) => one.dataset.ref === link.dataset.ref);
  const place = number || block;
  document.querySelectorAll(".found").forEach((one) => one.classList.remove("found"));
  place.classList.add("found");
  place.scrollIntoView({ block: "center" });
  if (!place.hasAttribute("href")) place.setAttribute("tabindex", "-1");
  place.focus({ preventScroll: true });
}

async function make(form, button) {
  const data = new FormData(form);
  data.set(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
  if (!answer.ok) { say("没有开始生成。"); return; }
  const job = answer.url.split("/").pop();
  if (!byId(`j${job}`)) showJob({ job, words: `${button.textContent}：排队`, ready: false });
  const line = byId(`j${job}`);
  const link = line.querySelector("a");
  if (link) link.click();
  else line.dataset.wanted = "1";
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || kind !== "unit") return;
  if (link.matches(".fig, .part, .source")) { event.preventDefault(); openPanel(link); }
  else if (link.matches(".goto")) { event.preventDefault(); goTo(link); }
  else if (link.hash.startsWith("#reason-")) {
    const form = byId(link.hash.slice(1));
    const more = form?.closest("details");
    if (more) more.open = true;
    form?.querySelector("textarea").focus();
  }
});

document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches(".make")) { event.preventDefault(); make(form, event.submitter); }
  else if (form.matches(".upload")) {
    const input = form.querySelector("input[type=file]");
    const most = Number(input.dataset.most);
    if (input.files[0] && input.files[0].size > most * 1024 * 1024) {
      event.preventDefault();
      say(`文件超过 ${most} MB，没有上传。`);
    }
  }
  if (kind === "unit") sessionStorage.setItem("place", JSON.stringify([location.pathname, scrollY, document.querySelector(".side").scrollTop]));
});

document.addEventListener("visibilitychange", () => { if (document.hidden) unlisten(); else listen(); });
addEventListener("pagehide", unlisten);
addEventListener("pageshow", listen);

function prepare() {
  for (const button of document.querySelectorAll("button.again")) {
    button.hidden = false;
    button.onclick = () => {
      const area = button.closest("form").querySelector("textarea");
      area.value = button.parentElement.querySelector("span").textContent;
      area.focus();
    };
  }
}

prepare();
const place = JSON.parse(sessionStorage.getItem("place") || "null");
sessionStorage.removeItem("place");
const said = document.querySelector(".said");
if (said) say(said.textContent);
if (place && place[0] === location.pathname) {
  scrollTo(0, place[1]);
  document.querySelector(".side").scrollTop = place[2];
}
listen();
