"use strict";
(() => {
  const frames = JSON.parse(document.getElementById("data").textContent);
  const byId = id => document.getElementById(id);
  document.querySelectorAll(".controls").forEach(c => { c.hidden = false; });

  const select = byId("maskTick");
  const step = byId("maskStep");
  const rows = () => [...document.querySelectorAll("#mask tr")].slice(1, -1);
  let steps = 0;
  const reveal = () => {
    rows().forEach((row, i) => { row.classList.toggle("later", i >= steps); });
    step.textContent = steps < rows().length ? "Next forward" : "Step by step";
  };
  const fill = () => {
    const chosen = document.querySelector(`template[data-tick="${Number(select.value)}"]`);
    byId("mask").replaceChildren(chosen.content.cloneNode(true));
    steps = rows().length;
    reveal();
  };
  let show = () => {};
  if (select) {
    steps = rows().length;
    select.addEventListener("change", () => {
      fill();
      const index = frames.findIndex(f => f.tick === select.value);
      if (index >= 0) show(index);
    });
    step.addEventListener("click", () => {
      steps = steps < rows().length ? steps + 1 : 1;
      reveal();
    });
  }
  if (frames.length === 0) return;

  const slider = byId("slider");
  const play = byId("play");
  const halo = document.querySelector(".halo");
  show = index => {
    const f = frames[index];
    if (select && select.value !== f.tick && document.querySelector(`template[data-tick="${f.tick}"]`)) {
      select.value = f.tick;
      fill();
    }
    slider.value = index;
    if (f.image) byId("image").setAttribute("href", f.image);
    else byId("image").removeAttribute("href");
    for (const id of ["plannedPath", "drivenPath", "plannedPlan", "drivenPlan"]) byId(id).setAttribute("points", f[id]);
    halo.setAttribute("points", f.plannedPath);
    byId("span").textContent = f.span;
    byId("place").textContent = f.place + " · " + (index + 1) + "/" + frames.length;
    byId("facts").replaceChildren(...f.facts.map(([name, value]) => {
      const row = document.createElement("tr");
      const head = document.createElement("th");
      const cell = document.createElement("td");
      head.textContent = name;
      cell.textContent = value;
      row.append(head, cell);
      return row;
    }));
    document.querySelectorAll(".cursor").forEach(c => {
      c.setAttribute("transform", `translate(${f.x - 46})`);
      c.setAttribute("visibility", "visible");
    });
  };

  let timer = 0;
  const stop = () => { clearInterval(timer); timer = 0; play.textContent = "Play"; };
  play.addEventListener("click", () => {
    if (timer) { stop(); return; }
    play.textContent = "Pause";
    timer = setInterval(() => show((Number(slider.value) + 1) % frames.length), 120);
  });
  slider.addEventListener("input", () => { stop(); show(Number(slider.value)); });
  document.querySelectorAll(".timed").forEach(svg => svg.addEventListener("click", e => {
    const box = svg.getBoundingClientRect();
    const x = (e.clientX - box.left) / box.width * 1100;
    let best = 0;
    frames.forEach((f, i) => { if (Math.abs(f.x - x) < Math.abs(frames[best].x - x)) best = i; });
    stop();
    show(best);
  }));
  show(Number(slider.value));
})();
