// Comfort on top of pages that work without it: numbers open beside the text, pages follow the files on disk.
"use strict";

const topic = document.body.dataset.topic;
const kind = document.body.dataset.kind;
const byId = (id) => document.getElementById(id);
const toast = byId("toast");
let stream = null;
let opened = false;
let lost = 0;
let hideToast = 0;

// A message; one that is to last stays until the next.
function say(text, address, last = false) {
  clearTimeout(hideToast);
  toast.replaceChildren(document.createTextNode(text));
  if (address) {
    const link = document.createElement("a");
    link.href = address;
    link.textContent = "去看";
    toast.append(" ", link);
  }
  toast.hidden = false;
  if (!last) hideToast = setTimeout(() => { toast.hidden = true; }, 8000);
}

const GONE = "连不上程序。它可能已经结束；结束了的，请在终端重新运行，再打开新的地址。";

async function asked(address, options) {
  try { return await fetch(address, { credentials: "same-origin", cache: "no-store", ...options }); }
  catch { throw new Error(GONE); }
}

async function fetched(address) {
  const answer = await asked(address);
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!answer.ok) throw new Error(page.querySelector("main p")?.textContent || "服务器没有回答");
  return page;
}

const mark = (one) => [one.closest("[id]")?.id, one.tagName, one.getAttribute("href"), one.name].join(" ");

// A part of the page exchanged; who was there with the keyboard stays there.
function replace(id, page) {
  const fresh = page.getElementById(id);
  const old = byId(id);
  if (!fresh || !old) return;
  const held = old.contains(document.activeElement) ? document.activeElement : null;
  old.replaceWith(document.adoptNode(fresh));
  if (held) [fresh, ...fresh.querySelectorAll(held.tagName)].find((one) => mark(one) === mark(held))?.focus({ preventScroll: true });
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
  const side = document.querySelector(".side");
  const scrolled = side.scrollTop;
  const opened = document.querySelector("#asked details.more")?.open;
  replace("head", page);
  replace("main", page);
  replace("findings", page);
  if (dirty()) say("文件在磁盘上变动了。正在填写的原因没有刷新，保存时会提示。");
  else { replace("asked", page); if (opened) document.querySelector("#asked details.more")?.setAttribute("open", ""); }
  side.scrollTop = scrolled;
  prepare();
  await reopen();
  if (!dirty()) showChanges(before);
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
    else if (kind === "wrong") location.reload();
  } catch (error) { say(`没有更新：${error.message}`, "", true); }
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
  stream.onopen = () => {
    clearTimeout(lost);
    lost = 0;
    if (opened) { toast.hidden = true; refresh(); }
    opened = true;
  };
  stream.onerror = () => {
    lost ||= setTimeout(() => { if (stream && stream.readyState !== EventSource.OPEN) say(GONE, "", true); }, 3000);
  };
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
let shown = "";
let turn = 0;

function light(link) {
  document.querySelectorAll(".fig.lit").forEach((one) => one.classList.remove("lit"));
  if (link?.matches(".fig")) link.classList.add("lit");
}

function closePanel() {
  const panel = byId("panel");
  if (!panel || panel.hidden) return;
  turn += 1;
  const inside = panel.contains(document.activeElement) || document.activeElement === document.body;
  panel.hidden = true;
  light(null);
  if (inside) opener?.focus({ preventScroll: true });
}

// What the panel shows; false where something else was asked for meanwhile.
async function fillPanel(address) {
  const panel = byId("panel");
  const mine = ++turn;
  let nodes;
  try { nodes = [...(await fetched(`${address}&part=1`)).body.childNodes]; }
  catch (error) { nodes = [document.createTextNode(error.message)]; }
  if (mine !== turn) return false;
  shown = address;
  panel.replaceChildren(...nodes);
  const close = document.createElement("button");
  close.type = "button";
  close.className = "close";
  close.textContent = "关闭";
  close.addEventListener("click", closePanel);
  panel.prepend(close);
  panel.hidden = false;
  for (const cell of panel.querySelectorAll("td.lit")) {
    const box = cell.closest(".wide");
    box.scrollLeft = Math.max(0, cell.offsetLeft + cell.offsetWidth + 20 - box.clientWidth);
    box.scrollTop = cell.offsetTop - box.clientHeight / 2;
  }
  return true;
}

async function openPanel(link) {
  if (!link.closest("#panel")) opener = link;
  if (!await fillPanel(link.getAttribute("href"))) return;
  const panel = byId("panel");
  light(opener);
  document.querySelector(".side").scrollTop = 0;
  panel.scrollTop = 0;
  panel.focus({ preventScroll: true });
  const hidden = opener.getBoundingClientRect().bottom + 16 - panel.getBoundingClientRect().top;
  if (getComputedStyle(panel).position === "fixed" && hidden > 0) scrollBy(0, hidden);
}

// The text was replaced: what the panel shows, and the number that it belongs to, are found again.
async function reopen() {
  if (byId("panel").hidden || !shown) return;
  opener = (opener?.id && byId(opener.id)) || opener;
  light(opener);
  await fillPanel(shown);
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
  let answer;
  try { answer = await asked(form.action, { method: "POST", body: data }); }
  catch (error) { say(error.message, "", true); return; }
  if (!answer.ok) { say("没有开始生成。请刷新网页再试。"); return; }
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
  else if (link.hash?.startsWith("#reason-")) {
    const form = byId(link.hash.slice(1));
    const more = form?.closest("details");
    if (more) more.open = true;
    form?.querySelector("textarea").focus();
  }
});

document.addEventListener("keydown", (event) => { if (event.key === "Escape" && !event.isComposing) closePanel(); });

document.addEventListener("submit", (event) => {
  const form = event.target;
  sent = form.id;
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
addEventListener("pagehide", () => { unlisten(); keepDrafts(); });
addEventListener("pageshow", listen);

// Reasons that are typed and not saved outlast the page: another one was saved, or something else was looked at.

let sent = "";
const drafts = `drafts ${location.pathname}`;

function keepDrafts() {
  if (kind !== "unit") return;
  const typed = [...document.querySelectorAll(".reason textarea")].filter((area) => area.value !== area.defaultValue);
  const kept = typed.filter((area) => area.form.id !== sent).map((area) => [area.form.id, area.defaultValue, area.value]);
  sessionStorage.setItem(drafts, JSON.stringify(kept));
}

function restoreDrafts() {
  for (const [id, before, text] of JSON.parse(sessionStorage.getItem(drafts) || "[]")) {
    const area = byId(id)?.querySelector("textarea");
    if (area?.defaultValue === before) {
      area.value = text;
      area.closest("details")?.setAttribute("open", "");
    } else if (kind === "unit") say(`这条原因已在文件中改过，刚才填写的没有保留：${text}`, "", true);
  }
}

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
restoreDrafts();
if (place && place[0] === location.pathname) {
  scrollTo(0, place[1]);
  document.querySelector(".side").scrollTop = place[2];
}
listen();
