package dev.hexad.ci.image;

import dev.hexad.ci.checkout.Checkout;
import dev.hexad.contracts.command.BuildParameters;
import dev.hexad.contracts.event.ChangeRef;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.oci.attest.Attested;
import dev.hexad.oci.attest.Attestor;
import dev.hexad.oci.attest.BuildFacts;
import dev.hexad.oci.attest.Subject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Images of commits, pushed to a registry. */
@Component
public final class Images {
  private final Registries registries;
  private final JibImageBuilder jib;
  private final DockerImageBuilder docker;
  private final Attestor attestor;
  private final Clock clock;

  Images(
      Registries registries,
      JibImageBuilder jib,
      DockerImageBuilder docker,
      Attestor attestor,
      Clock clock) {
    this.registries = registries;
    this.jib = jib;
    this.docker = docker;
    this.attestor = attestor;
    this.clock = clock;
  }

  /** An image with what was attached to it: bill of materials, provenance and signature. */
  public record Built(ImageRef image, Attested attested) {}

  /**
   * The build that makes an image.
   *
   * @param inherited steps that an earlier build has done
   */
  public record Origin(
      UUID commandId,
      @Nullable UUID runId,
      @Nullable String stage,
      Instant began,
      List<String> steps,
      List<String> inherited) {}

  /**
   * Builds the image of a commit, pushes it, and attaches what proves where it came from.
   *
   * @throws HexadException when it cannot be built
   */
  public Built build(
      BuildParameters.Image image,
      Checkout checkout,
      String version,
      Origin origin,
      Consumer<String> log)
      throws Exception {
    ChangeRef change = checkout.change();
    String name = image.name() == null ? change.application() : image.name();
    if (!name.matches("[a-z0-9]+([._/-][a-z0-9]+)*")) {
      throw new HexadException(
          ProblemType.INVALID,
          "'" + name + "' is not a name for an image; use lower case letters.");
    }
    Registries.Login login = registries.login(image.registry());
    var tags = new ArrayList<String>();
    tags.add(version);
    tags.addAll(image.tags());
    tags.forEach(Images::requireTag);
    var target =
        new ImageBuilder.Target(
            login.address() + "/" + name,
            List.copyOf(tags),
            login.username(),
            login.password(),
            labels(change, version, origin));
    ImageBuilder builder = image.dockerfile() == null ? jib : docker;
    ImageRef pushed = Pushes.retry(() -> builder.build(image, checkout.source(), target, log), log);
    Attested attested =
        Pushes.retry(
            () ->
                attestor.attest(
                    new Subject(pushed.repository(), pushed.digest()),
                    login.credentials(),
                    facts(change, origin),
                    checkout.source(),
                    log),
            log);
    return new Built(pushed, attested);
  }

  private BuildFacts facts(ChangeRef change, Origin origin) {
    return new BuildFacts(
        change.repositoryUrl(),
        change.commit(),
        change.ref(),
        "hexad.yml",
        String.valueOf(origin.runId()),
        origin.commandId().toString(),
        origin.began(),
        clock.instant(),
        origin.steps(),
        origin.inherited(),
        Map.of("stage", String.valueOf(origin.stage())));
  }

  private static Map<String, String> labels(ChangeRef change, String version, Origin origin) {
    var labels = new TreeMap<String, String>();
    labels.put("org.opencontainers.image.title", change.application());
    labels.put("org.opencontainers.image.revision", change.commit());
    labels.put("org.opencontainers.image.source", change.repositoryUrl());
    labels.put("org.opencontainers.image.version", version);
    labels.put("org.opencontainers.image.ref.name", change.shortRef());
    if (origin.runId() != null) {
      labels.put("dev.hexad.run", origin.runId().toString());
    }
    return labels;
  }

  private static void requireTag(String tag) {
    if (!tag.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,127}")) {
      throw new HexadException(
          ProblemType.INVALID, "'" + tag + "' is not a tag of an image; use letters and digits.");
    }
  }
}
