// The banner stands in the page as it is served, and goes when it was answered once.
const banner = document.querySelector("[data-consent]");
if (localStorage.getItem("answered")) banner.remove();
banner.addEventListener("click", (event) => {
  if (event.target.tagName !== "BUTTON") return;
  localStorage.setItem("answered", event.target.textContent);
  banner.remove();
});
