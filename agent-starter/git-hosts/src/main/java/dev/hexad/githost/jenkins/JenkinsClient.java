package dev.hexad.githost.jenkins;

import dev.hexad.contracts.message.Secret;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.GuardedHttp.Answer;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * One Jenkins, called as a user with an API token. Each method is one short exchange; {@link
 * BuildFollower} joins them. All throw {@link HexadException}: forbidden, not-found, invalid, or
 * upstream-failed when Jenkins does not answer. Safe for all threads.
 */
public final class JenkinsClient {
  private static final Pattern QUEUE_ITEM = Pattern.compile("/queue/item/(\\d{1,18})/?$");

  private final JenkinsHttp http;

  /**
   * A client.
   *
   * @param base address of Jenkins with its context path, without a slash at the end
   */
  public JenkinsClient(GuardedHttp http, URI base, String user, Secret apiToken) {
    this.http = new JenkinsHttp(http, base, user, apiToken);
  }

  /**
   * Starts a job. It is sent once only, so after an upstream-failed it is open whether the job was
   * started.
   *
   * @param job full name, folders separated by '/'
   * @return the id of the queue item
   */
  public long trigger(String job, Map<String, String> parameters) {
    String path = path(job);
    Answer answer =
        http.post(path + (parameters.isEmpty() ? "/build" : "/buildWithParameters"), parameters);
    if (answer.status() == 400 && parameters.isEmpty()) {
      // Jobs with parameters refuse /build; this takes their defaults.
      answer = http.post(path + "/buildWithParameters", Map.of());
    }
    if (answer.status() != 201) {
      throw JenkinsHttp.refused(answer);
    }
    Matcher item = QUEUE_ITEM.matcher(answer.headers().firstValue("Location").orElse(""));
    if (!item.find()) {
      throw new HexadException(
          ProblemType.UPSTREAM_FAILED, "Jenkins took the build but did not say its queue item.");
    }
    return Long.parseLong(item.group(1));
  }

  /** What became of a queue item. */
  public QueueState queued(long queueId) {
    Answer answer = http.get("/queue/item/" + queueId + "/api/json");
    if (answer.status() == 404) {
      return new QueueState.Gone();
    }
    if (answer.status() != 200) {
      throw JenkinsHttp.refused(answer);
    }
    JsonNode item = JenkinsHttp.parse(answer);
    if (item.path("cancelled").asBoolean(false)) {
      return new QueueState.Cancelled();
    }
    int number = item.path("executable").path("number").asInt(0);
    return number > 0
        ? new QueueState.Started(number)
        : new QueueState.Waiting(item.path("why").asString(""));
  }

  /**
   * The number of the build that a queue item became, among the job's newest hundred.
   *
   * @throws HexadException of type not-found when none of them is from it
   */
  public int numberOf(String job, long queueId) {
    JsonNode answer = http.json(path(job) + "/api/json?tree=builds%5Bnumber,queueId%5D%7B0,100%7D");
    for (JsonNode build : answer.path("builds")) {
      if (build.path("queueId").asLong(-1) == queueId && build.path("number").asInt(0) > 0) {
        return build.path("number").asInt();
      }
    }
    throw new HexadException(
        ProblemType.NOT_FOUND,
        "Jenkins has no build from queue item " + queueId + "; it may have been deleted.");
  }

  public BuildState build(String job, int number) {
    JsonNode build = http.json(path(job) + "/" + number + "/api/json");
    String result = build.path("result").asString("");
    boolean building = build.path("building").asBoolean(result.isEmpty());
    return new BuildState(
        number,
        building,
        building || result.isEmpty() ? null : result,
        Duration.ofMillis(building ? 0 : build.path("duration").asLong(0)),
        build.path("url").asString(""));
  }

  /**
   * The log from an offset on. A piece of more than 32 MB is cut there; what is left out of it is
   * not given later.
   */
  public LogPart log(String job, int number, long offset) {
    Answer answer = http.get(path(job) + "/" + number + "/logText/progressiveText?start=" + offset);
    if (answer.status() != 200) {
      throw JenkinsHttp.refused(answer);
    }
    String size = answer.headers().firstValue("X-Text-Size").orElse("");
    long next = size.matches("\\d{1,18}") ? Long.parseLong(size) : offset + answer.content().length;
    boolean more = answer.headers().firstValue("X-More-Data").filter("true"::equals).isPresent();
    String text = answer.text() + (answer.cut() ? "\n[the log was cut here]\n" : "");
    return new LogPart(text, next, more);
  }

  /** Stops a running build; does nothing when it has ended. */
  public void stop(String job, int number) {
    accept(http.post(path(job) + "/" + number + "/stop", Map.of()));
  }

  /** Takes a waiting item out of the queue; does nothing when it is no longer there. */
  public void cancelQueued(long queueId) {
    accept(http.post("/queue/cancelItem?id=" + queueId, Map.of()));
  }

  /** Jenkins answers such calls with a redirect to a page, and 404 when there was nothing left. */
  private static void accept(Answer answer) {
    if (answer.status() >= 400 && answer.status() != 404) {
      throw JenkinsHttp.refused(answer);
    }
  }

  private static String path(String job) {
    boolean sane =
        !job.isBlank()
            && job.length() <= 500
            && Stream.of(job.split("/", -1))
                .noneMatch(part -> part.isBlank() || part.equals(".") || part.equals(".."));
    if (!sane) {
      throw new HexadException(
          ProblemType.INVALID, "A job is written as its full name, for example folder/job.");
    }
    return Stream.of(job.split("/"))
        .map(part -> "/job/" + JenkinsHttp.encode(part).replace("+", "%20"))
        .collect(Collectors.joining());
  }
}
