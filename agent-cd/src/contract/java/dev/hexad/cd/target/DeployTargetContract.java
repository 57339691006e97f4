package dev.hexad.cd.target;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.hexad.cd.target.DeployTarget.Availability;
import dev.hexad.cd.target.DeployTarget.Placed;
import dev.hexad.cd.target.DeployTarget.Takeover;
import dev.hexad.contracts.command.DeployParameters.Strategy;
import dev.hexad.contracts.event.ImageRef;
import dev.hexad.contracts.message.Ids;
import dev.hexad.contracts.message.Json;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.testkit.Await;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What every target does; an adapter's tests extend it with a real place to deploy to. */
public abstract class DeployTargetContract {
  private final UUID application = Ids.next();
  private @Nullable JsonNode last;

  /** The adapter. */
  protected abstract DeployTarget target();

  /** An image that runs and is healthy there. */
  protected abstract ImageRef image(String version) throws Exception;

  /** The adapter's settings in a pipeline file. */
  protected JsonNode settings() {
    return Json.tree(Map.of());
  }

  /** Folder of the commit. */
  protected Path sources() throws Exception {
    throw new AssertionError("this target needs no files");
  }

  /** Whether the number of replicas can be set. */
  protected boolean scales() {
    return false;
  }

  @AfterEach
  void removeWhatIsLeft() throws Exception {
    if (last != null) {
      target().delete(last);
    }
  }

  protected final Revision revision(int number, ImageRef image, Map<String, String> env) {
    return new Revision(
        Ids.next(),
        application,
        "hello",
        "test",
        number,
        image,
        "c".repeat(40),
        env,
        Strategy.REPLACE,
        settings());
  }

  private Revision revision(int number, String version) throws Exception {
    return revision(number, image(version), Map.of("GREETING", version));
  }

  private Rendered render(Revision revision) throws Exception {
    return target().render(revision, this::sources);
  }

  /** In place it follows the one before; beside it stands alone. */
  private Placed deploy(Revision revision, Rendered rendered) throws Exception {
    JsonNode before = target().takeover() == Takeover.IN_PLACE ? last : null;
    Placed placed = target().deploy(revision, rendered, RecordedProgress.after(before));
    last = placed.handle();
    return placed;
  }

  private void awaitHealthy(Placed placed) {
    Await.until("health", () -> observe(placed.handle()).health() == Health.HEALTHY);
  }

  private Observation observe(JsonNode handle) {
    try {
      return target().observe(handle);
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** As it is after it was stored and read again. */
  private static Rendered stored(Rendered rendered) {
    return Json.read(Json.write(rendered), Rendered.class);
  }

  @Test
  void isAvailable() {
    assertThat(target().availability()).isInstanceOf(Availability.Available.class);
  }

  @Test
  void deploysAndBecomesHealthy() throws Exception {
    Revision revision = revision(1, "one");
    Placed placed = deploy(revision, render(revision));
    awaitHealthy(placed);
    assertThat(observe(placed.handle()).resources()).isNotEmpty();
    assertThat(observe(placed.handle()).cause()).isEmpty();
  }

  @Test
  void findsWhatItHasBroughtBefore() throws Exception {
    Revision revision = revision(1, "one");
    Rendered rendered = render(revision);
    Placed placed = deploy(revision, rendered);
    awaitHealthy(placed);
    assertThat(deploy(revision, stored(rendered))).isEqualTo(placed);
  }

  @Test
  void saysWhatWouldChange() throws Exception {
    Revision one = revision(1, "one");
    Rendered rendered = render(one);
    assertThat(target().diff(rendered, null))
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.kind()).isEqualTo(Difference.Kind.ADDED));
    Placed placed = deploy(one, rendered);
    awaitHealthy(placed);
    assertThat(target().diff(stored(rendered), placed.handle())).isEmpty();
    Rendered next = render(revision(2, "two"));
    assertThat(target().diff(next, placed.handle()))
        .isNotEmpty()
        .allSatisfy(d -> assertThat(d.kind()).isEqualTo(Difference.Kind.CHANGED))
        .anySatisfy(
            d -> assertThat(d.fields()).anySatisfy(f -> assertThat(f.after()).contains("two")));
  }

  @Test
  void goesBackToWhatWasStored() throws Exception {
    Revision one = revision(1, "one");
    Rendered first = render(one);
    awaitHealthy(deploy(one, first));
    Revision two = revision(2, "two");
    JsonNode replaced = last;
    awaitHealthy(deploy(two, render(two)));
    if (target().takeover() == Takeover.BESIDE && replaced != null) {
      target().delete(replaced);
    }
    Placed again = target().deploy(one, stored(first), RecordedProgress.after(last));
    awaitHealthy(again);
    assertThat(target().diff(first, again.handle())).isEmpty();
    if (target().takeover() == Takeover.BESIDE) {
      target().delete(again.handle());
    } else {
      last = again.handle();
    }
  }

  @Test
  void goesOnWhereACrashBrokeItOff() throws Exception {
    Revision revision = revision(1, "one");
    Rendered rendered = render(revision);
    var crash = RecordedProgress.crashing(1);
    assertThatThrownBy(() -> target().deploy(revision, rendered, crash))
        .isInstanceOf(RecordedProgress.Crash.class);
    JsonNode known = crash.kept.isEmpty() ? null : crash.kept.getLast();
    Placed placed = target().deploy(revision, stored(rendered), RecordedProgress.after(known));
    last = placed.handle();
    awaitHealthy(placed);
    assertThat(target().diff(rendered, placed.handle())).isEmpty();
  }

  @Test
  void scalesOrSaysThatItDoesNot() throws Exception {
    Revision revision = revision(1, "one");
    Placed placed = deploy(revision, render(revision));
    awaitHealthy(placed);
    if (scales()) {
      target().scale(placed.handle(), 2);
      awaitHealthy(placed);
      assertThat(target().diff(render(revision), placed.handle())).isNotEmpty();
    } else {
      assertThatThrownBy(() -> target().scale(placed.handle(), 2))
          .isInstanceOf(HexadException.class)
          .hasMessageContaining(target().name());
    }
  }

  @Test
  void deletesWhatItBroughtAndNothingTwice() throws Exception {
    Revision revision = revision(1, "one");
    Placed placed = deploy(revision, render(revision));
    awaitHealthy(placed);
    target().delete(placed.handle());
    assertThat(observe(placed.handle()).health()).isEqualTo(Health.MISSING);
    target().delete(placed.handle());
    assertThat(target().tail(placed.handle())).isEmpty();
    last = null;
  }
}
