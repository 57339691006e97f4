package dev.hexad.githost.api;

import java.util.Locale;

/** A check on a host that has none: a status, and a comment where there is a pull request. */
final class PlainCheck {
  private PlainCheck() {}

  static void report(GitHost host, RepositoryName repository, CheckReport report) {
    host.setStatus(repository, report.commit(), report.status());
    Integer number = report.pullRequest();
    if (number != null && report.state().isFinal()) {
      host.upsertComment(repository, number, marker(report.name()), markdown(report));
    }
  }

  private static String marker(String name) {
    String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return "check/" + Markdown.cut(plain, 80).replaceAll("…|^-|-$", "");
  }

  private static String markdown(CheckReport report) {
    StringBuilder out = new StringBuilder();
    out.append("### ").append(Markdown.escape(report.name())).append(": ");
    out.append(report.state().name().toLowerCase(Locale.ROOT)).append("\n\n");
    out.append("**").append(Markdown.escape(report.title())).append("**\n\n");
    out.append(report.summary()).append('\n');
    for (CheckReport.Annotation note : report.annotations()) {
      out.append("\n- ").append(Markdown.code(note.path() + ":" + note.startLine()));
      out.append(' ').append(note.level().name().toLowerCase(Locale.ROOT)).append(": ");
      out.append(Markdown.escape(note.message()));
    }
    if (!report.text().isBlank()) {
      out.append("\n\n").append(report.text());
    }
    return out.toString();
  }
}
