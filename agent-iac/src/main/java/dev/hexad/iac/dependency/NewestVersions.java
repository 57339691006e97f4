package dev.hexad.iac.dependency;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.iac.dependency.Dependency.Kind;
import dev.hexad.iac.settings.IacSettings;
import dev.hexad.service.outbound.GuardedHttp;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * The newest released versions: those of the mirror, and where registries may be asked, theirs. A
 * registry is asked at most every six hours for each source.
 */
@Component
class NewestVersions {
  private static final Logger log = LoggerFactory.getLogger(NewestVersions.class);
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final Duration KEEP = Duration.ofHours(6);
  private static final Duration KEEP_FAILURE = Duration.ofMinutes(10);
  private static final int LIMIT = 4 * 1024 * 1024;
  private static final Pattern RELEASE = Pattern.compile("\\d+\\.\\d+\\.\\d+");
  private static final Pattern ARCHIVE =
      Pattern.compile("terraform-provider-[^_]+_(\\d+\\.\\d+\\.\\d+)_.*\\.zip");

  private final LiveConfiguration<IacSettings> settings;
  private final GuardedHttp http;
  private final Clock clock;
  private final Map<String, Kept> kept = new ConcurrentHashMap<>();
  private final Set<String> asking = ConcurrentHashMap.newKeySet();

  private record Kept(List<String> versions, Instant until) {}

  NewestVersions(LiveConfiguration<IacSettings> settings, OutboundGuard guard, Clock clock) {
    this.settings = settings;
    this.http = new GuardedHttp(guard, TIMEOUT);
    this.clock = clock;
  }

  Optional<String> of(Kind kind, String source) {
    var versions = new ArrayList<String>();
    IacSettings.Providers providers = settings.current().providers();
    if (kind == Kind.PROVIDER && providers.mirror() != null) {
      versions.addAll(mirrored(Path.of(providers.mirror(), source.split("/"))));
    }
    if (providers.direct()) {
      versions.addAll(registered(kind, source));
    }
    return versions.stream().max(Comparator.comparing(Dependencies::version));
  }

  /** Both layouts of a mirror: archives, and folders of versions. */
  private static List<String> mirrored(Path folder) {
    String[] names = folder.toFile().list();
    var versions = new ArrayList<String>();
    for (String name : names == null ? new String[0] : names) {
      Matcher archive = ARCHIVE.matcher(name);
      if (archive.matches()) {
        versions.add(archive.group(1));
      } else if (RELEASE.matcher(name).matches()) {
        versions.add(name);
      }
    }
    return versions;
  }

  /** What is known; a registry that has to be asked answers for the next one. */
  private List<String> registered(Kind kind, String source) {
    Kept known = kept.get(source);
    boolean stale = known == null || clock.instant().isAfter(known.until());
    if (stale && asking.add(source)) {
      Thread.ofVirtual().name("registry").start(() -> refresh(kind, source, known));
    }
    return known == null ? List.of() : known.versions();
  }

  private void refresh(Kind kind, String source, @Nullable Kept known) {
    try {
      kept.put(source, new Kept(ask(kind, source), clock.instant().plus(KEEP)));
    } catch (IOException | HexadException | JacksonException e) {
      log.atDebug().setCause(e).addKeyValue("source", source).log("a registry does not answer");
      List<String> before = known == null ? List.of() : known.versions();
      kept.put(source, new Kept(before, clock.instant().plus(KEEP_FAILURE)));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      asking.remove(source);
    }
  }

  /** By the registry protocols for providers and modules, at their usual places. */
  private List<String> ask(Kind kind, String source) throws IOException, InterruptedException {
    String[] parts = source.split("/", 2);
    if (parts.length < 2 || !source.matches("[A-Za-z0-9._/-]+")) {
      return List.of();
    }
    String path = kind == Kind.PROVIDER ? "/v1/providers/" : "/v1/modules/";
    var request =
        HttpRequest.newBuilder(URI.create("https://" + parts[0] + path + parts[1] + "/versions"))
            .header("Accept", "application/json")
            .build();
    GuardedHttp.Answer answer = http.send(request, LIMIT);
    if (answer.status() != 200 || answer.cut()) {
      throw new IOException(parts[0] + " answers " + answer.status());
    }
    JsonNode body = Json.mapper().readTree(answer.text());
    return released(kind == Kind.PROVIDER ? body.path("versions") : body.at("/modules/0/versions"));
  }

  /** Previews are no upgrades. */
  static List<String> released(JsonNode versions) {
    var found = new ArrayList<String>();
    versions.forEach(each -> {
      String version = each.path("version").asString("");
      if (RELEASE.matcher(version).matches()) {
        found.add(version);
      }
    });
    return found;
  }
}
