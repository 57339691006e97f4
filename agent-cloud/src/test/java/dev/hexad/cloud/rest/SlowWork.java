package dev.hexad.cloud.rest;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a cloud works on for a while: so long as so many questions come to it. */
public final class SlowWork {
  /** How it stands. */
  public enum Standing {
    RUNNING,
    DONE,
    FAILED
  }

  private static final class Work {
    private final Runnable effect;
    private final @Nullable String failure;
    private int left;
    private Standing standing = Standing.RUNNING;

    Work(Runnable effect, @Nullable String failure, int left) {
      this.effect = effect;
      this.failure = failure;
      this.left = left;
    }
  }

  private final Map<String, Work> works = new TreeMap<>();
  private int questions = 1;
  private @Nullable String failure;
  private boolean held;

  /** Begins something, and gives it a name. */
  public synchronized String begin(Runnable effect) {
    String name = "operation-" + (works.size() + 1);
    works.put(name, new Work(effect, failure, questions));
    failure = null;
    return name;
  }

  /** What is begun next fails so at its end. */
  public synchronized void failNext(String why) {
    failure = why;
  }

  /** Nothing ends until it is let go. */
  public synchronized void hold(boolean wish) {
    held = wish;
  }

  /** Somebody asks for anything. */
  public synchronized void asked() {
    works.values().stream()
        .filter(work -> work.standing == Standing.RUNNING && !held && work.left-- <= 0)
        .forEach(work -> {
          if (work.failure == null) {
            work.effect.run();
          }
          work.standing = work.failure == null ? Standing.DONE : Standing.FAILED;
        });
  }

  /** How one stands; null when there is none of this name. */
  public synchronized @Nullable Standing standing(String name) {
    Work work = works.get(name);
    return work == null ? null : work.standing;
  }

  /** Why one failed, empty when it did not. */
  public synchronized String why(String name) {
    Work work = works.get(name);
    return work == null || work.failure == null ? "" : work.failure;
  }

  /** All are forgotten, as providers do after some days. */
  public synchronized void forget() {
    works.clear();
  }
}
