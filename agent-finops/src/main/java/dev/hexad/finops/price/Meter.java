package dev.hexad.finops.price;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that a provider takes money for, and the words by which its bill names it. {@code SIZE}
 * and {@code VARIANT} stand for those that are asked for. The words are those of the providers' own
 * exports.
 */
public enum Meter {
  AWS_INSTANCE(
      Provider.AWS,
      Unit.HOUR,
      "(boxusage:|on demand linux )SIZE(?![a-z0-9.-])",
      "windows|rhel|suse|sql|dedicated|spot"),
  AWS_DATABASE(
      Provider.AWS,
      Unit.HOUR,
      "(?<![a-z0-9.-])SIZE (single-az )?instance hour.*running VARIANT",
      "multi-az|reserved"),
  AWS_DATABASE_MULTI_AZ(
      Provider.AWS,
      Unit.HOUR,
      "(?<![a-z0-9.-])SIZE multi-az instance hour.*running VARIANT",
      "reserved"),
  AWS_DATABASE_STORAGE(
      Provider.AWS, Unit.GB_MONTH, "provisioned SIZE storage.*running VARIANT", "multi-az"),
  AWS_DATABASE_STORAGE_MULTI_AZ(
      Provider.AWS, Unit.GB_MONTH, "provisioned SIZE storage.*multi-az.*running VARIANT", ""),
  AWS_VOLUME(
      Provider.AWS, Unit.GB_MONTH, "SIZE\\)? provisioned storage|volumeusage\\.SIZE", "snapshot"),
  AWS_VOLUME_IOPS(Provider.AWS, Unit.IOPS_MONTH, "iops-month.*SIZE|volumep-iops\\.SIZE", ""),
  AWS_VOLUME_THROUGHPUT(
      Provider.AWS, Unit.MIBPS_MONTH, "mibps-month.*SIZE|volumep-throughput\\.SIZE", ""),
  AWS_LOAD_BALANCER(Provider.AWS, Unit.HOUR, "SIZE load ?balancer-?hour", "capacity unit"),
  AWS_LOAD_BALANCER_CAPACITY(
      Provider.AWS, Unit.CAPACITY_HOUR, "SIZE load ?balancer capacity unit", ""),
  AWS_NAT_GATEWAY(Provider.AWS, Unit.HOUR, "nat ?gateway[ -]hour", ""),
  AWS_NAT_GATEWAY_DATA(Provider.AWS, Unit.GB, "processed by nat ?gateway|natgateway-bytes", ""),
  AWS_ADDRESS(Provider.AWS, Unit.HOUR, "public ?ipv4( address|:)", ""),
  AWS_OBJECT_STORAGE(
      Provider.AWS, Unit.GB_MONTH, "first 50 tb / month of storage used|timedstorage-bytehrs", ""),
  AWS_FUNCTION_COMPUTE(Provider.AWS, Unit.GB_SECOND, "lambda.*(compute|gb-second)", "provisioned"),
  AWS_FUNCTION_REQUESTS(Provider.AWS, Unit.REQUEST, "lambda.*requests?", "edge"),
  AWS_CACHE_NODE(Provider.AWS, Unit.HOUR, "(?<![a-z0-9.-])SIZE(?![a-z0-9.-])", "reserved"),
  AWS_KUBERNETES_CLUSTER(
      Provider.AWS, Unit.HOUR, "eks cluster usage|amazoneks-hours:percluster", "extended"),
  GOOGLE_CORES(
      Provider.GOOGLE,
      Unit.HOUR,
      "^SIZE (predefined )?instance core running in",
      "preemptible|spot|commitment|sole tenancy|custom"),
  GOOGLE_MEMORY(
      Provider.GOOGLE,
      Unit.GB_HOUR,
      "^SIZE (predefined )?instance ram running in",
      "preemptible|spot|commitment|sole tenancy|custom"),
  AZURE_INSTANCE(
      Provider.AZURE,
      Unit.HOUR,
      "(?<![a-z0-9])SIZE(?![a-z0-9]| v)",
      "windows|spot|low priority|reservation|dedicated");

  private final Provider provider;
  private final Unit unit;
  private final String words;
  private final String not;

  Meter(Provider provider, Unit unit, String words, String not) {
    this.provider = provider;
    this.unit = unit;
    this.words = words;
    this.not = not;
  }

  /** Whose bill it is on. */
  enum Provider {
    AWS("aws|amazon"),
    GOOGLE("google|gcp"),
    AZURE("azure|microsoft");

    private final String names;

    Provider(String names) {
      this.names = names;
    }

    String names() {
      return names;
    }
  }

  Provider provider() {
    return provider;
  }

  public Unit unit() {
    return unit;
  }

  String words() {
    return words;
  }

  String not() {
    return not;
  }

  /** As price lists name it, for example {@code aws-instance}. */
  public String word() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Optional<Meter> named(String word) {
    return Arrays.stream(values()).filter(meter -> meter.word().equals(word)).findFirst();
  }
}
