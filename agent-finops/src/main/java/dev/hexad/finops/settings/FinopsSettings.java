package dev.hexad.finops.settings;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The FinOps agent's live configuration.
 *
 * @param applicationTag key of the tag that names the application of a charge
 * @param environmentTag key of the tag that names its environment
 * @param ownerTag key of the tag that names who answers for it
 * @param ignoredTags keys of tags that are left out of imports, for example those that differ for
 *     every resource
 * @param rules who pays for what has no tags, the first rule that fits counts
 * @param budgets what may be spent
 * @param sources where bills are fetched from
 * @param forecastDays how far forecasts look ahead
 * @param priceLists prices for what no bill shows yet; none when absent
 * @param reports what is sent by itself; nothing when absent
 * @param machines where it is read how much machines are used; it must be told when absent
 * @param units what costs can be divided by besides work; requests when absent
 */
public record FinopsSettings(
    String applicationTag,
    String environmentTag,
    String ownerTag,
    List<String> ignoredTags,
    List<AllocationRule> rules,
    List<Budget> budgets,
    List<BillSource> sources,
    int forecastDays,
    @Nullable List<PriceList> priceLists,
    @Nullable List<ReportSchedule> reports,
    @Nullable MachineSignals machines,
    @Nullable List<UnitSignal> units) {
  /** Monitoring finds this signal by itself for what CD deploys. */
  private static final List<UnitSignal> REQUESTS = List.of(new UnitSignal("request", "requests"));

  public static final FinopsSettings DEFAULT =
      new FinopsSettings(
          "application", "environment", "team", List.of(), List.of(), List.of(), List.of(), 60);

  /** Without price lists, reports and signals. */
  public FinopsSettings(
      String applicationTag,
      String environmentTag,
      String ownerTag,
      List<String> ignoredTags,
      List<AllocationRule> rules,
      List<Budget> budgets,
      List<BillSource> sources,
      int forecastDays) {
    this(
        applicationTag,
        environmentTag,
        ownerTag,
        ignoredTags,
        rules,
        budgets,
        sources,
        forecastDays,
        null,
        null,
        null,
        null);
  }

  public FinopsSettings {
    applicationTag = orDefault(applicationTag, "application");
    environmentTag = orDefault(environmentTag, "environment");
    ownerTag = orDefault(ownerTag, "team");
    ignoredTags = ignoredTags == null ? List.of() : List.copyOf(ignoredTags);
    rules = rules == null ? List.of() : List.copyOf(rules);
    budgets = budgets == null ? List.of() : List.copyOf(budgets);
    sources = sources == null ? List.of() : List.copyOf(sources);
    forecastDays = forecastDays == 0 ? 60 : forecastDays;
    if (forecastDays < 7 || forecastDays > 400) {
      throw new IllegalArgumentException("forecastDays must be 7 to 400");
    }
    unique("budgets", budgets.stream().map(Budget::name).toList());
    unique("sources", sources.stream().map(BillSource::name).toList());
    priceLists = priceLists == null ? List.of() : List.copyOf(priceLists);
    unique("priceLists", priceLists.stream().map(PriceList::name).toList());
    reports = reports == null ? List.of() : List.copyOf(reports);
    unique("reports", reports.stream().map(ReportSchedule::name).toList());
    units = units == null ? REQUESTS : List.copyOf(units);
    unique("units", units.stream().map(UnitSignal::name).toList());
  }

  private static void unique(String what, List<String> names) {
    if (Set.copyOf(names).size() != names.size()) {
      throw new IllegalArgumentException(what + ": two have the same name");
    }
  }

  @Override
  public List<PriceList> priceLists() {
    return priceLists == null ? List.of() : priceLists;
  }

  @Override
  public List<ReportSchedule> reports() {
    return reports == null ? List.of() : reports;
  }

  @Override
  public List<UnitSignal> units() {
    return units == null ? REQUESTS : units;
  }

  private static String orDefault(String tag, String usual) {
    return tag == null || tag.isBlank() ? usual : tag.strip();
  }
}
