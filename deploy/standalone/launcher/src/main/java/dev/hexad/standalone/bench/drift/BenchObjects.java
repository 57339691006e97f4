package dev.hexad.standalone.bench.drift;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The objects that are deployed, the same at each start: mostly settings of some 1.5 KB, now and
 * then a service or a secret, and one workload in each application.
 *
 * @param total how many in all
 */
record BenchObjects(int total) {
  /** Objects of one application. */
  static final int EACH = 500;

  static final String IMAGE = "registry.example.com/bench/web";

  /** Text and Base64 at once, so that it fits a secret, too. */
  private static final String OTHER = "Y2hhbmdlZA==";

  private static final int KEYS = 3;
  private static final int VALUE_CHARACTERS = 450;

  /**
   * One of them.
   *
   * @param number counted over all applications
   * @param id as Hexad reports it
   */
  record Item(int number, String path, String id, ObjectNode tree) {
    /** A merge patch that makes it differ from what was deployed, or puts it right again. */
    String patch(boolean right) {
      return switch (tree.path("kind").asString()) {
        case "Deployment" -> right ? "{\"spec\":{\"replicas\":2}}" : "{\"spec\":{\"replicas\":3}}";
        case "Service" ->
            "{\"spec\":{\"sessionAffinity\":\"%s\"}}".formatted(right ? "None" : "ClientIP");
        default ->
            "{\"data\":{\"key-0\":\"%s\"}}"
                .formatted(right ? tree.at("/data/key-0").asString() : OTHER);
      };
    }
  }

  int applications() {
    return (total + EACH - 1) / EACH;
  }

  static String namespace(int application) {
    return "bench-%03d".formatted(application);
  }

  List<Item> all() {
    return IntStream.range(0, total).mapToObj(BenchObjects::item).toList();
  }

  List<Item> of(int application) {
    int first = application * EACH;
    return IntStream.range(first, Math.min(first + EACH, total))
        .mapToObj(BenchObjects::item)
        .toList();
  }

  /** So many that lie as far apart as they can; others for each round. */
  List<Item> some(int count, int round) {
    int step = total / count;
    List<Item> some = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      some.add(item(i * step + round % step));
    }
    return some;
  }

  private static Item item(int number) {
    int inside = number % EACH;
    if (inside == 0) {
      return item(number, "apps/v1", "Deployment", "web", deployment());
    }
    return switch (inside % 25) {
      case 1 -> item(number, "v1", "Service", "service-" + inside, service());
      case 2 -> item(number, "v1", "Secret", "secret-" + inside, data(inside, true));
      default -> item(number, "v1", "ConfigMap", "settings-" + inside, data(inside, false));
    };
  }

  private static Item item(
      int number, String apiVersion, String kind, String name, ObjectNode rest) {
    String namespace = namespace(number / EACH);
    ObjectNode tree = JsonNodeFactory.instance.objectNode();
    tree.put("apiVersion", apiVersion).put("kind", kind);
    tree.putObject("metadata").put("name", name).put("namespace", namespace);
    tree.setAll(rest);
    String root = apiVersion.contains("/") ? "/apis/" : "/api/";
    String plural = kind.toLowerCase(Locale.ROOT) + "s";
    String group = apiVersion.contains("/") ? apiVersion.replaceFirst("/.*", "/") : "";
    return new Item(
        number,
        root + apiVersion + "/namespaces/" + namespace + "/" + plural + "/" + name,
        group + kind + "/" + namespace + "/" + name,
        tree);
  }

  private static ObjectNode data(int inside, boolean secret) {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    ObjectNode data = rest.putObject("data");
    for (int key = 0; key < KEYS; key++) {
      String line = "setting.%d.of.%d = a value that somebody chose;".formatted(key, inside);
      String value = line.repeat(VALUE_CHARACTERS / line.length() + 1);
      data.put("key-" + key, secret ? encoded(value) : value);
    }
    return rest;
  }

  private static String encoded(String value) {
    return Base64.getEncoder().encodeToString(value.getBytes(StandardCharsets.UTF_8));
  }

  private static ObjectNode service() {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = rest.putObject("spec");
    spec.put("type", "ClusterIP").put("sessionAffinity", "None");
    spec.putObject("selector").put("app", "web");
    spec.putArray("ports").addObject().put("name", "http").put("port", 80).put("targetPort", 8080);
    return rest;
  }

  private static ObjectNode deployment() {
    ObjectNode rest = JsonNodeFactory.instance.objectNode();
    ObjectNode spec = rest.putObject("spec").put("replicas", 2);
    spec.putObject("selector").putObject("matchLabels").put("app", "web");
    ObjectNode template = spec.putObject("template");
    template.putObject("metadata").putObject("labels").put("app", "web");
    ObjectNode container = template.putObject("spec").putArray("containers").addObject();
    container.put("name", "web").put("image", IMAGE);
    container.putArray("ports").addObject().put("name", "http").put("containerPort", 8080);
    return rest;
  }
}
