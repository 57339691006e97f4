package dev.hexad.cloud.provider;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** Takes credentials out of documents before they are kept. */
public final class Scrub {
  private static final StringNode MASK = StringNode.valueOf("***");

  private static final Pattern SECRET_NAME =
      Pattern.compile(
          "(password|passwd|secret|secretkey|secretaccesskey|sessiontoken|privatekey|apikey"
              + "|accesstoken|authtoken|token|credentials?|authorization|connectionstring"
              + "|userdata|sharedsecret|presharedkey|masteruserpassword)$");

  private static final Pattern SECRET_VALUE =
      Pattern.compile("-----BEGIN [A-Z ]*PRIVATE KEY-----|\\bhxd_\\w+|\\bgh[pousr]_\\w{20,}");

  private static final int MOST_NAMES = 10_000;
  private static final Map<String, Boolean> NAMES = new ConcurrentHashMap<>();

  private Scrub() {}

  /** Changes the document in place; names stay, values of credentials become {@code ***}. */
  public static JsonNode clean(JsonNode document) {
    walk(document, false);
    return document;
  }

  private static void walk(JsonNode node, boolean environment) {
    if (node instanceof ObjectNode object) {
      boolean pair = environment && object.has("value");
      for (var field : object.properties()) {
        JsonNode value = field.getValue();
        String name = field.getKey();
        if (hides(name, value, environment && !pair || pair && name.equals("value"))) {
          field.setValue(MASK);
        } else {
          walk(value, isEnvironment(name) || environment && name.equals("variables"));
        }
      }
    } else if (node instanceof ArrayNode array) {
      for (int i = 0; i < array.size(); i++) {
        JsonNode item = array.get(i);
        if (hides("", item, environment && item.isString())) {
          array.set(i, MASK);
        } else {
          walk(item, environment);
        }
      }
    }
  }

  private static boolean isEnvironment(String name) {
    String plain = plain(name);
    return plain.equals("environment") || plain.equals("env") || plain.equals("variables");
  }

  private static boolean hides(String name, JsonNode value, boolean always) {
    if (!value.isString()) {
      return false;
    }
    String text = value.stringValue();
    if (always || looksSecret(text)) {
      return true;
    }
    return !text.startsWith("arn:") && secretName(name);
  }

  /** The pattern is costly, and hardly any text comes into question. */
  private static boolean looksSecret(String text) {
    boolean maybe = text.contains("-----BEGIN ") || text.contains("hxd_") || text.contains("gh");
    return maybe && SECRET_VALUE.matcher(text).find();
  }

  /** Documents have the same few names again and again. */
  private static boolean secretName(String name) {
    Boolean known = NAMES.get(name);
    if (known != null) {
      return known;
    }
    boolean secret = SECRET_NAME.matcher(plain(name)).find();
    if (NAMES.size() < MOST_NAMES) {
      NAMES.put(name, secret);
    }
    return secret;
  }

  private static String plain(String name) {
    return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
  }
}
