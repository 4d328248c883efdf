// Shows new mail without a click: the list asks every two seconds whether there is any. It works without, too.
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
