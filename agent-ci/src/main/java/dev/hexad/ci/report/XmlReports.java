package dev.hexad.ci.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.nio.charset.StandardCharsets;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** XML of builds, read without document types, entities and network. */
final class XmlReports {
  private static final XMLInputFactory FACTORY = factory();
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private XmlReports() {}

  /** Reads UTF-8, which all report writers use; bytes that are none become question marks. */
  static XMLStreamReader open(InputStream in) throws XMLStreamException {
    var text = new PushbackReader(new InputStreamReader(in, StandardCharsets.UTF_8));
    try {
      int first = text.read();
      if (first >= 0 && first != BYTE_ORDER_MARK) {
        text.unread(first);
      }
    } catch (IOException e) {
      throw new XMLStreamException(e);
    }
    return FACTORY.createXMLStreamReader(text);
  }

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
