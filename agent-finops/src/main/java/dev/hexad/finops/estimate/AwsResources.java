package dev.hexad.finops.estimate;

import dev.hexad.finops.price.Meter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What resources of AWS are paid for, by their Terraform types. */
final class AwsResources {
  /** What gp3 volumes have without being paid for. */
  private static final double FREE_IOPS = 3000;

  private static final double FREE_MIBPS = 125;
  private static final Map<String, String> ENGINES =
      Map.of("postgres", "PostgreSQL", "mysql", "MySQL", "mariadb", "MariaDB");

  static final Map<String, Function<Planned, List<Part>>> TYPES =
      Map.ofEntries(
          Map.entry("aws_instance", AwsResources::instance),
          Map.entry("aws_db_instance", AwsResources::database),
          Map.entry("aws_ebs_volume", AwsResources::volume),
          Map.entry("aws_lb", AwsResources::balancer),
          Map.entry("aws_alb", AwsResources::balancer),
          Map.entry("aws_nat_gateway", AwsResources::gateway),
          Map.entry("aws_eip", AwsResources::address),
          Map.entry("aws_s3_bucket", AwsResources::bucket),
          Map.entry("aws_lambda_function", AwsResources::function),
          Map.entry("aws_elasticache_cluster", AwsResources::cache),
          Map.entry("aws_eks_cluster", AwsResources::cluster));

  private AwsResources() {}

  private static List<Part> instance(Planned planned) {
    String size = planned.text("instance_type");
    if (size.isEmpty()) {
      return List.of(new Part.Nothing("instance_type is not known"));
    }
    if (!planned.text("tenancy", "default").equals("default")) {
      return List.of(new Part.Nothing("only shared tenancy is priced"));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(planned.metered("instance hours", Meter.AWS_INSTANCE, size, planned.hours()));
    parts.addAll(
        storage(
            planned,
            "root volume",
            planned.text("root_block_device.volume_type", "gp2"),
            planned.number("root_block_device.volume_size"),
            planned.number("root_block_device.iops"),
            planned.number("root_block_device.throughput")));
    return parts;
  }

  private static List<Part> volume(Planned planned) {
    return storage(
        planned,
        "volume",
        planned.text("type", "gp2"),
        planned.number("size"),
        planned.number("iops"),
        planned.number("throughput"));
  }

  private static List<Part> storage(
      Planned planned,
      String component,
      String type,
      @Nullable Double gigabytes,
      @Nullable Double iops,
      @Nullable Double throughput) {
    if (gigabytes == null) {
      return List.of(new Part.Unknown(component, "its size is not known"));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(planned.metered(component, Meter.AWS_VOLUME, type, gigabytes * planned.share()));
    double free = type.equals("gp3") ? FREE_IOPS : 0;
    if (type.matches("gp3|io[12]") && iops != null && iops > free) {
      parts.add(
          planned.metered(
              component + " IOPS", Meter.AWS_VOLUME_IOPS, type, (iops - free) * planned.share()));
    }
    if (type.equals("gp3") && throughput != null && throughput > FREE_MIBPS) {
      parts.add(
          planned.metered(
              component + " throughput",
              Meter.AWS_VOLUME_THROUGHPUT,
              type,
              (throughput - FREE_MIBPS) * planned.share()));
    }
    return parts;
  }

  private static List<Part> database(Planned planned) {
    String size = planned.text("instance_class");
    String engine = ENGINES.get(planned.text("engine").toLowerCase(Locale.ROOT));
    if (size.isEmpty() || engine == null) {
      return List.of(
          new Part.Nothing(
              "instance_class and engine must be known, and the engine be one of "
                  + String.join(", ", ENGINES.keySet().stream().sorted().toList())));
    }
    boolean twice = planned.text("multi_az").equals("true");
    Double gigabytes = planned.number("allocated_storage");
    return List.of(
        planned.metered(
            "instance hours",
            twice ? Meter.AWS_DATABASE_MULTI_AZ : Meter.AWS_DATABASE,
            size,
            engine,
            planned.hours()),
        gigabytes == null
            ? new Part.Unknown("storage", "allocated_storage is not known")
            : planned.metered(
                "storage",
                twice ? Meter.AWS_DATABASE_STORAGE_MULTI_AZ : Meter.AWS_DATABASE_STORAGE,
                planned.text("storage_type", "gp2"),
                engine,
                gigabytes * planned.share()));
  }

  private static List<Part> balancer(Planned planned) {
    String kind = planned.text("load_balancer_type", "application");
    return List.of(
        planned.metered("balancer hours", Meter.AWS_LOAD_BALANCER, kind, planned.hours()),
        planned.used("capacity units", Meter.AWS_LOAD_BALANCER_CAPACITY, kind));
  }

  private static List<Part> gateway(Planned planned) {
    return List.of(
        planned.metered("gateway hours", Meter.AWS_NAT_GATEWAY, "", planned.hours()),
        planned.used("data", Meter.AWS_NAT_GATEWAY_DATA, ""));
  }

  private static List<Part> address(Planned planned) {
    return List.of(planned.metered("address hours", Meter.AWS_ADDRESS, "", planned.hours()));
  }

  private static List<Part> bucket(Planned planned) {
    return List.of(
        planned.used("storage", Meter.AWS_OBJECT_STORAGE, ""),
        new Part.Unknown("requests and transfer", "they are paid by use and not priced"));
  }

  private static List<Part> function(Planned planned) {
    return List.of(
        planned.used("compute", Meter.AWS_FUNCTION_COMPUTE, ""),
        planned.used("requests", Meter.AWS_FUNCTION_REQUESTS, ""));
  }

  private static List<Part> cache(Planned planned) {
    String size = planned.text("node_type");
    if (size.isEmpty()) {
      return List.of(new Part.Nothing("node_type is not known"));
    }
    Double nodes = planned.number("num_cache_nodes");
    String engine = planned.text("engine", "redis");
    return List.of(
        planned.metered(
            "node hours",
            Meter.AWS_CACHE_NODE,
            size,
            engine.substring(0, 1).toUpperCase(Locale.ROOT) + engine.substring(1),
            (nodes == null ? 1 : nodes) * planned.hours()));
  }

  private static List<Part> cluster(Planned planned) {
    return List.of(
        planned.metered("cluster hours", Meter.AWS_KUBERNETES_CLUSTER, "", planned.hours()));
  }
}
