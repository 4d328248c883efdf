// New mail appears in the list without a click, and files that are too large are told before they are sent.
// The pages work without this, too.
"use strict";

const list = document.querySelector(".mails[data-newest]");

if (list) {
  setInterval(async () => {
    try {
      const answer = await fetch(list.dataset.news, { cache: "no-store" });
      if (answer.ok && (await answer.text()) !== list.dataset.newest) {
        location.reload();
      }
    } catch (unreachable) {
      // The application restarts; the next round asks again.
    }
  }, 2000);
}

const files = document.querySelector("input[type=file]");

if (files) {
  const limit = 29 * 1024 * 1024;
  files.addEventListener("change", () => {
    const size = Array.from(files.files).reduce((sum, file) => sum + file.size, 0);
    files.setCustomValidity(size > limit ? files.dataset.tooLarge : "");
    files.reportValidity();
  });
}
