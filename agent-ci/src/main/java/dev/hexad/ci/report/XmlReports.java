package dev.hexad.ci.report;

import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamReader;

/** XML of builds, read without document types, entities and network. */
final class XmlReports {
  static final XMLInputFactory FACTORY = factory();

  private XmlReports() {}

  /** The attribute's value, empty when it is absent. */
  static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  static double number(String text) {
    try {
      double value = Double.parseDouble(text.replace(",", ""));
      return Double.isFinite(value) ? value : 0;
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  private static XMLInputFactory factory() {
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }
}
