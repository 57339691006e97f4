package dev.hexad.standalone.cli;

import tools.jackson.databind.JsonNode;

/**
 * A column of a table.
 *
 * @param path JSON pointer within the item
 */
record Column(String title, String path) {
  String of(JsonNode item) {
    JsonNode value = item.at(path);
    String text = value.isMissingNode() || value.isNull() ? "-" : value.asString(value.toString());
    return text.replaceAll("\\s+", " ");
  }
}
