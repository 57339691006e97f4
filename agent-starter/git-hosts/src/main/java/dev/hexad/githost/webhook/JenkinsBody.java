package dev.hexad.githost.webhook;

import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.githost.webhook.WebhookEvent.Ignored;
import dev.hexad.githost.webhook.WebhookEvent.JenkinsBuild;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Bodies of the Notification plugin of Jenkins. */
final class JenkinsBody {
  private static final Set<String> PHASES = Set.of("QUEUED", "STARTED", "COMPLETED", "FINALIZED");
  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(?i).*(pass|secret|token|credential|private|api_?key|access_?key|auth|signature).*|(?i)(.*[_-])?(key|pwd|pin)");

  private JenkinsBody() {}

  static List<String> urls(JsonNode json) {
    return Fields.texts(json.path("build").path("scm"), "url");
  }

  static WebhookEvent read(JsonNode json) {
    JsonNode build = json.path("build");
    String phase = Fields.text(build.path("phase"));
    if (!build.isObject() || !PHASES.contains(phase)) {
      return new Ignored("jenkins", "it is not a build in a known phase");
    }
    String url = Fields.text(build.path("full_url"));
    JsonNode scm = build.path("scm");
    return new JenkinsBuild(
        job(json),
        Fields.number(build.path("number"), "build"),
        phase,
        Fields.line(build.path("status")),
        url.matches("https?://[^\\s\\p{Cntrl}]{1,2000}") ? url : null,
        Fields.commit(scm.path("commit")),
        branch(Fields.text(scm.path("branch"))),
        parameters(build.path("parameters")));
  }

  /** The full name: only the address holds the folders. */
  private static String job(JsonNode json) {
    String path = Fields.text(json.path("url"));
    String name = Fields.lineOr(json.path("name"), "");
    if (path.length() <= 2000 && path.matches("(job/[^/]+/)+")) {
      try {
        name =
            Stream.of(path.split("/"))
                .filter(part -> !part.equals("job"))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .collect(Collectors.joining("/"));
      } catch (IllegalArgumentException e) {
        name = "";
      }
    }
    if (name.isBlank()
        || name.length() > WebhookEvent.LINE_LIMIT
        || name.matches("(?s).*\\p{Cntrl}.*")) {
      throw new HexadException(ProblemType.INVALID, "The delivery names no job of Jenkins.");
    }
    return name;
  }

  private static @Nullable String branch(String branch) {
    String name = branch.replaceFirst("^(refs/heads/|refs/remotes/)?(origin/)?", "");
    return name.isEmpty() ? null : GitRef.check(name);
  }

  private static Map<String, String> parameters(JsonNode parameters) {
    Map<String, String> kept = new LinkedHashMap<>();
    parameters
        .propertyStream()
        .filter(e -> !SECRET_NAME.matcher(e.getKey()).matches())
        .filter(e -> e.getValue().isValueNode() && !e.getValue().isNull())
        .limit(200)
        .forEach(e ->
            kept.put(
                Fields.cut(e.getKey(), 200),
                Fields.cut(e.getValue().asString(""), WebhookEvent.LINE_LIMIT)));
    return kept;
  }
}
