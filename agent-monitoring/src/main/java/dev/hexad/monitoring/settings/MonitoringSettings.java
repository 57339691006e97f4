package dev.hexad.monitoring.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Monitoring agent's live configuration.
 *
 * @param scrapeSeconds time between two readings of a revision
 * @param historyHours how long readings of revisions are kept
 * @param maxErrorRatio 0 to 1; more errors than this over the window raise an alert
 * @param windowSeconds window of the error rule
 * @param minRequests fewer requests in the window raise nothing
 * @param downAfterFailures failed readings in a row before a revision counts as down
 * @param sources servers that signals are read from
 * @param signals queries that are followed, besides those found by themselves
 * @param rules what raises an alert, besides a revision that is down or answers with errors
 * @param objectives what is promised; burn rates raise alerts
 * @param channels where notifications go
 * @param routes which incidents go to which channels; the first that fits decides
 * @param schedules who is on call
 * @param inhibitions which alerts keep others quiet
 * @param maintenance when alerts are quiet
 * @param history how much is kept of signals
 * @param calendar on which days people work; from Monday to Friday in UTC when absent
 */
public record MonitoringSettings(
    int scrapeSeconds,
    int historyHours,
    double maxErrorRatio,
    int windowSeconds,
    int minRequests,
    int downAfterFailures,
    List<Source> sources,
    List<SignalQuery> signals,
    List<Rule> rules,
    List<Objective> objectives,
    List<Channel> channels,
    List<Route> routes,
    List<Schedule> schedules,
    List<Inhibition> inhibitions,
    List<Maintenance> maintenance,
    History history,
    @Nullable WorkCalendar calendar) {
  public static final MonitoringSettings DEFAULT = new MonitoringSettings(2, 24, 0.05, 30, 20, 3);

  /** Without sources, rules and channels of one's own. */
  public MonitoringSettings(
      int scrapeSeconds,
      int historyHours,
      double maxErrorRatio,
      int windowSeconds,
      int minRequests,
      int downAfterFailures) {
    this(
        scrapeSeconds,
        historyHours,
        maxErrorRatio,
        windowSeconds,
        minRequests,
        downAfterFailures,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        History.DEFAULT,
        null);
  }

  /**
   * How much is kept of each signal.
   *
   * @param days each value
   * @param hourlyDays smallest, mean and largest of each hour
   */
  public record History(int days, int hourlyDays) {
    public static final History DEFAULT = new History(7, 400);

    public History {
      if (days < 1 || days > 90 || hourlyDays < days || hourlyDays > 3660) {
        throw new IllegalArgumentException(
            "history: days must be 1 to 90, hourlyDays from there to 3660");
      }
    }
  }

  public MonitoringSettings {
    if (scrapeSeconds < 1 || historyHours < 1 || windowSeconds < 1 || downAfterFailures < 1) {
      throw new IllegalArgumentException("times and counts must be at least 1");
    }
    if (maxErrorRatio < 0 || maxErrorRatio > 1) {
      throw new IllegalArgumentException("maxErrorRatio must be 0 to 1, not " + maxErrorRatio);
    }
    sources = unique("sources", sources, Source::name);
    signals = unique("signals", signals, SignalQuery::key);
    rules = unique("rules", rules, Rule::name);
    objectives = unique("objectives", objectives, Objective::name);
    channels = unique("channels", channels, Channel::name);
    schedules = unique("schedules", schedules, Schedule::name);
    routes = routes == null ? List.of() : List.copyOf(routes);
    inhibitions = inhibitions == null ? List.of() : List.copyOf(inhibitions);
    maintenance = unique("maintenance", maintenance, Maintenance::name);
    history = history == null ? History.DEFAULT : history;
    requireNames(sources, signals, objectives, channels, schedules, routes);
  }

  @Override
  public WorkCalendar calendar() {
    return calendar == null ? WorkCalendar.DEFAULT : calendar;
  }

  private static <T> List<T> unique(
      String what, @Nullable List<T> items, Function<T, String> name) {
    if (items == null) {
      return List.of();
    }
    var seen = new HashSet<String>();
    for (T item : items) {
      if (!seen.add(name.apply(item))) {
        throw new IllegalArgumentException(what + ": '" + name.apply(item) + "' is there twice");
      }
    }
    return List.copyOf(items);
  }

  private static void requireNames(
      List<Source> sources,
      List<SignalQuery> signals,
      List<Objective> objectives,
      List<Channel> channels,
      List<Schedule> schedules,
      List<Route> routes) {
    Set<String> known = names(sources, Source::name);
    signals.forEach(signal -> require(known, signal.source(), "signals", signal.key(), "source"));
    objectives.stream()
        .filter(objective -> objective.source() != null)
        .forEach(o -> require(known, o.source(), "objectives", o.name(), "source"));
    Set<String> reachable = names(channels, Channel::name);
    for (Schedule schedule : schedules) {
      schedule
          .people()
          .forEach(p -> require(reachable, p, "schedules", schedule.name(), "channel"));
    }
    reachable.addAll(names(schedules, Schedule::name));
    for (Route route : routes) {
      route.channels().forEach(c -> require(reachable, c, "routes", route.toString(), "channel"));
      route
          .escalation()
          .forEach(step -> require(reachable, step.to(), "routes", route.toString(), "channel"));
    }
  }

  private static <T> Set<String> names(List<T> items, Function<T, String> name) {
    var names = new HashSet<String>();
    items.forEach(item -> names.add(name.apply(item)));
    return names;
  }

  private static void require(
      Set<String> known, String name, String list, String item, String what) {
    if (!known.contains(name)) {
      throw new IllegalArgumentException(
          "%s: '%s' names the %s '%s', which is not there".formatted(list, item, what, name));
    }
  }

  public Optional<Source> source(String name) {
    return sources.stream().filter(source -> source.name().equals(name)).findFirst();
  }

  public Optional<Channel> channel(String name) {
    return channels.stream().filter(channel -> channel.name().equals(name)).findFirst();
  }
}
