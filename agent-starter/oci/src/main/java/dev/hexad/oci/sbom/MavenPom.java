package dev.hexad.oci.sbom;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;

/**
 * Direct dependencies of a pom.xml whose versions it says itself, with its own properties. What
 * parents and BOMs decide is found in the image's JAR files.
 */
final class MavenPom {
  private static final Pattern PROPERTY = Pattern.compile("\\$\\{([^}]+)}");

  private MavenPom() {}

  static List<SoftwarePackage> read(byte[] content) throws Exception {
    var factory = DocumentBuilderFactory.newInstance();
    factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
    factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
    factory.setExpandEntityReferences(false);
    DocumentBuilder builder = factory.newDocumentBuilder();
    builder.setErrorHandler(null);
    Element project = builder.parse(new ByteArrayInputStream(content)).getDocumentElement();
    var properties = new HashMap<String, String>();
    for (Element property : children(child(project, "properties"))) {
      properties.put(property.getTagName(), property.getTextContent().trim());
    }
    properties.put("project.version", text(project, "version"));
    properties.put("project.groupId", text(project, "groupId"));
    var managed = new HashMap<String, String>();
    for (Element item : children(child(child(project, "dependencyManagement"), "dependencies"))) {
      managed.put(text(item, "groupId") + ":" + text(item, "artifactId"), text(item, "version"));
    }
    var found = new ArrayList<SoftwarePackage>();
    for (Element item : children(child(project, "dependencies"))) {
      String group = filled(text(item, "groupId"), properties);
      String name = filled(text(item, "artifactId"), properties);
      String own = text(item, "version");
      String version =
          filled(own.isEmpty() ? managed.getOrDefault(group + ":" + name, "") : own, properties);
      if (!text(item, "scope").equals("test") && !version.contains("${")) {
        SoftwarePackage.of("maven", group, name, version).ifPresent(found::add);
      }
    }
    return found;
  }

  private static String filled(String text, Map<String, String> properties) {
    String filled = text;
    for (int depth = 0; depth < 5 && filled.contains("${"); depth++) {
      filled =
          PROPERTY
              .matcher(filled)
              .replaceAll(
                  m -> Matcher.quoteReplacement(properties.getOrDefault(m.group(1), m.group())));
    }
    return filled;
  }

  private static Optional<Element> child(Optional<Element> parent, String name) {
    return parent.flatMap(element -> child(element, name));
  }

  private static Optional<Element> child(Element parent, String name) {
    return children(Optional.of(parent)).stream()
        .filter(element -> element.getTagName().equals(name))
        .findFirst();
  }

  private static String text(Element parent, String name) {
    return child(parent, name).map(element -> element.getTextContent().trim()).orElse("");
  }

  private static List<Element> children(Optional<Element> parent) {
    var elements = new ArrayList<Element>();
    if (parent.isPresent()) {
      NodeList nodes = parent.get().getChildNodes();
      for (int i = 0; i < nodes.getLength(); i++) {
        Node node = nodes.item(i);
        if (node instanceof Element element) {
          elements.add(element);
        }
      }
    }
    return elements;
  }
}
