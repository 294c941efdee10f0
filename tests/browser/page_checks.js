// What a page must keep in every size and mode; each check returns its offenders as lines of text, none if all is well.
// Evaluated by the tests in the page itself: `pageChecks.NAME()`.
(() => {
  const CONTROLS = "button, input:not([type=hidden]), select, textarea, summary";
  const FOCUSABLE = `a[href], area[href], ${CONTROLS}, iframe, [tabindex]:not([tabindex="-1"])`;

  const all = (selector) => [...document.querySelectorAll(selector)];
  const style = (element, pseudo) => getComputedStyle(element, pseudo);
  const isSeen = (element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  // There for screen readers alone, or until it is in focus.
  const isOutOfSight = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const { position, clipPath } = style(box);
      if (box.matches(".md-skip") || (position === "absolute" && clipPath === "inset(50%)")) return true;
    }
    return false;
  };

  const name = (element) => {
    const own = element.tagName.toLowerCase() + (element.id ? `#${element.id}` : "") +
      [...element.classList].filter((word) => word !== "focus-visible").slice(0, 2).map((word) => `.${word}`).join("");
    const around = element.parentElement?.closest("[id], article, nav, header, footer, main");
    const words = element.textContent.trim().replace(/\s+/g, " ").slice(0, 30);
    return `${around && around !== element ? `${around.tagName.toLowerCase()}${around.id ? `#${around.id}` : ""} ` : ""}${own} “${words}”`;
  };

  const report = (elements, what) => elements.slice(0, 5).map((element) => `${name(element)}: ${what(element)}`);

  const scrollsSideways = (element) => {
    for (let box = element; box && box !== document.body; box = box.parentElement) {
      if (["auto", "scroll", "hidden", "clip"].includes(style(box).overflowX)) return true;
    }
    return false;
  };

  // ── Colors ──

  const canvas = document.createElement("canvas").getContext("2d", { willReadFrequently: true });
  const rgba = (color) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [red, green, blue, alpha] = canvas.getImageData(0, 0, 1, 1).data;
    return [red, green, blue, alpha / 255];
  };
  const luminance = ([red, green, blue]) => {
    const [r, g, b] = [red, green, blue].map((part) => {
      const share = part / 255;
      return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (one, other) => {
    const [light, dark] = [luminance(rgba(one)), luminance(rgba(other))].sort((a, b) => b - a);
    return (light + 0.05) / (dark + 0.05);
  };
  const backdrop = (element) => {
    for (let box = element; box; box = box.parentElement) {
      const color = style(box).backgroundColor;
      if (rgba(color)[3] > 0.5) return color;
    }
    return style(document.documentElement).colorScheme === "dark" ? "black" : "white";
  };

  // ── Room ──

  const sideways = () => {
    const width = document.documentElement.clientWidth;
    if (document.scrollingElement.scrollWidth <= width) return [];
    const wide = all("body *").filter((element) => {
      const box = element.getBoundingClientRect();
      return box.right > width + 0.5 && box.width > 0 && isSeen(element) && !scrollsSideways(element.parentElement);
    });
    return [`scrolls sideways: ${document.scrollingElement.scrollWidth} px in ${width}`,
      ...report(wide.slice(-3), (element) => `reaches to ${Math.round(element.getBoundingClientRect().right)} px`)];
  };

  // What scrolls by itself must be reached by keyboard, and say what it is.
  const regions = () => {
    const scrolling = all("body *").filter((element) => ["auto", "scroll"].includes(style(element).overflowX) &&
      element.scrollWidth > element.clientWidth + 1 && isSeen(element) && element.tagName !== "TEXTAREA");
    return report(
      scrolling.filter((element) => element.tabIndex < 0 || !(element.ariaLabel || element.getAttribute("aria-labelledby"))),
      () => "scrolls, but cannot be focused or has no name",
    );
  };

  const clipped = () => report(
    all("body *").filter((element) => {
      const { overflowX, overflowY } = style(element);
      const cuts = ["hidden", "clip"];
      return (
        ((cuts.includes(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
          (cuts.includes(overflowY) && element.scrollHeight > element.clientHeight + 1)) &&
        isSeen(element) && !isOutOfSight(element) && element.clientWidth > 1 && element.innerText?.trim()
      );
    }),
    (element) => `cut to ${element.clientWidth} × ${element.clientHeight} px, needs ${element.scrollWidth} × ${element.scrollHeight}`,
  );

  // Lines of text on one another. Only the middle of a line counts: the boxes of letters are higher than the lines.
  const overlaps = () => {
    const lines = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const range = document.createRange();
    while (walker.nextNode()) {
      const element = walker.currentNode.parentElement;
      if (!walker.currentNode.data.trim() || !isSeen(element) || isOutOfSight(element)) continue;
      range.selectNodeContents(walker.currentNode);
      for (const box of range.getClientRects()) {
        if (box.width < 2) continue;
        lines.push({ left: box.left + 1, right: box.right - 1, top: box.top + box.height * 0.35, bottom: box.bottom - box.height * 0.35, element });
      }
    }
    lines.sort((one, other) => one.top - other.top);
    const found = [];
    lines.forEach((line, place) => {
      for (let next = place + 1; next < lines.length && lines[next].top < line.bottom; next++) {
        const other = lines[next];
        if (other.left < line.right && line.left < other.right && other.element !== line.element) found.push([line.element, other.element]);
      }
    });
    return found.slice(0, 5).map(([one, other]) => `${name(one)} lies on ${name(other)}`);
  };

  const targets = () => report(
    all(CONTROLS).filter((control) => {
      if (!isSeen(control) || isOutOfSight(control)) return false;
      const ticked = ["checkbox", "radio"].includes(control.type) && control.labels?.[0];
      const box = (ticked || control).getBoundingClientRect();
      return Math.min(box.width, box.height) < 23.99;
    }),
    (control) => {
      const box = control.getBoundingClientRect();
      return `only ${box.width.toFixed(1)} × ${box.height.toFixed(1)} px`;
    },
  );

  // ── Modes ──

  const seconds = (list) => Math.max(...list.split(",").map((part) => parseFloat(part) * (part.includes("ms") ? 0.001 : 1)));
  const motion = () => {
    const moves = (computed) => (seconds(computed.transitionDuration) + seconds(computed.transitionDelay) > 0.001 &&
      computed.transitionProperty !== "none") || (computed.animationName !== "none" && seconds(computed.animationDuration) > 0.001);
    return [
      ...report(all("body, body *").filter((element) => moves(style(element))), (element) => `moves: ${style(element).transition}`),
      ...report(
        all("body *").filter((element) => ["::before", "::after"].some((pseudo) => {
          const computed = style(element, pseudo);
          return computed.content !== "none" && moves(computed);
        })),
        () => "its ::before or ::after moves",
      ),
      ...report([document.documentElement].filter((root) => style(root).scrollBehavior !== "auto"), () => "scrolls smoothly"),
    ];
  };

  // With forced colors every background is the same: what is drawn by a background alone is gone.
  const forcedColors = () => {
    const plain = backdrop(document.body);
    const masked = all("body *").filter((element) => isSeen(element) && ["::before", "::after"].some((pseudo) => {
      const computed = style(element, pseudo);
      return !["none", "normal"].includes(computed.content) && computed.display !== "none" && computed.maskImage !== "none" &&
        contrast(computed.backgroundColor, plain) < 3;
    }));
    const icons = all(":is(a, button, summary, label) svg").filter((icon) => isSeen(icon) && icon.closest("a, button, summary, label") &&
      [icon, ...icon.querySelectorAll("path")].every((part) => {
        const { fill, stroke } = style(part);
        return [fill, stroke].every((color) => color === "none" || contrast(color, backdrop(icon)) < 3);
      }));
    const fields = all("input, select, textarea").filter((field) => isSeen(field) && !isOutOfSight(field) &&
      style(field).appearance === "none" && !(parseFloat(style(field).borderBottomWidth) > 0));
    const own = all("body *").filter((element) => style(element).forcedColorAdjust === "none" && isSeen(element) &&
      element.parentElement && style(element.parentElement).forcedColorAdjust !== "none" && !element.closest("svg, .qr-plate, .draft-twin, .check textarea"));
    return [
      ...report(masked, () => "its sign is drawn by a background, and gone in forced colors"),
      ...report(icons, () => "its icon is gone in forced colors"),
      ...report(fields, () => "a field without a border in forced colors"),
      ...report(own, () => "keeps its own colors"),
    ];
  };

  // ── Focus ──

  // What can be focused but is nowhere to be seen.
  const strays = () => report(
    all(FOCUSABLE).filter((element) => {
      if (element.disabled || element.tabIndex < 0 || element.closest("[inert]") || element.matches(".md-skip")) return false;
      if (!element.checkVisibility({ visibilityProperty: true })) return false;
      const box = element.getBoundingClientRect();
      const width = document.documentElement.clientWidth;
      return box.right <= 0 || box.left >= width || box.bottom + scrollY <= 0 || isOutOfSight(element) || style(element).opacity === "0";
    }),
    () => "can be focused, but is off screen",
  );

  // The element in focus: what it is, where, and what is wrong with how it shows.
  const stop = () => {
    let element = document.activeElement;
    if (!element || element === document.body || element === document.documentElement) return null;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    const box = element.getBoundingClientRect();
    const faults = [];
    const shows = element.matches(".check textarea") ? element.parentElement : element; // the draft lies over its marks
    const { outlineStyle, outlineWidth, outlineColor } = style(shows);
    if (outlineStyle === "none" || parseFloat(outlineWidth) < 2) faults.push("its focus does not show");
    else if (outlineStyle !== "auto" && contrast(outlineColor, backdrop(shows.parentElement)) < 3) faults.push("its focus is too faint");
    const width = document.documentElement.clientWidth;
    if (box.right <= 0 || box.left >= width || box.bottom <= 0 || box.top >= innerHeight) faults.push("it is off screen");
    else {
      const inset = Math.min(4, box.width / 2, box.height / 2);
      const seen = [...element.getClientRects()].some((part) => [
        [part.left + inset, part.top + inset], [part.right - inset, part.bottom - inset],
        [(part.left + part.right) / 2, (part.top + part.bottom) / 2],
      ].some(([x, y]) => {
        const top = document.elementFromPoint(x, y);
        return top && (element.contains(top) || top.contains(element) || [...(element.labels ?? [])].some((label) => label.contains(top)));
      }));
      if (!seen) faults.push("it is covered");
    }
    return {
      name: name(element), faults, place: all("*").indexOf(element),
      part: element.closest("article, footer")?.tagName ?? "", // what else there is scrolls or sticks by itself
      top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left, right: box.right,
    };
  };

  // Put the focus on the last but `few` of what can have it.
  const nearTheEnd = (few) => {
    all(FOCUSABLE).filter((element) => element.tabIndex >= 0 && !element.disabled && isSeen(element)).at(-few)?.focus();
  };

  window.pageChecks = { sideways, regions, clipped, overlaps, targets, motion, forcedColors, strays, stop, nearTheEnd, contrast, backdrop };
})();
