package dev.hexad.standalone.bench.suspects;

import java.util.random.RandomGenerator;

/**
 * What goes wrong in one service.
 *
 * @param from seconds from the begin of the story
 * @param rampSeconds until it is at its full size; 0 for at once
 * @param spiky whether it comes and goes
 * @param size in standard deviations of the noise
 */
record Fault(
    int from, int rampSeconds, boolean spiky, double size, boolean errors, boolean latency) {

  static Fault at(int from, RandomGenerator random) {
    double shape = random.nextDouble();
    double what = random.nextDouble();
    return new Fault(
        from,
        shape < 0.6 ? 0 : shape < 0.85 ? 300 + random.nextInt(600) : 0,
        shape >= 0.85,
        4 + 11 * random.nextDouble(),
        what < 0.65,
        what >= 0.5);
  }

  /** How bad it is at a time, from 0 to its size. */
  double strength(int second, RandomGenerator random) {
    if (second < from || spiky && random.nextDouble() < 0.5) {
      return 0;
    }
    return rampSeconds == 0 ? size : size * Math.min(1, (second - from) / (double) rampSeconds);
  }

  /** The same as somebody sees it who calls the service. */
  Fault seenFrom(int distance, RandomGenerator random) {
    double weaker = Math.pow(0.6 + 0.35 * random.nextDouble(), distance);
    return new Fault(
        from + distance * random.nextInt(30), rampSeconds, spiky, size * weaker, errors, latency);
  }
}
