package dev.hexad.finops.source.azure;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/**
 * An answer of List Blobs.
 *
 * @param next where the next one begins, empty at the end
 */
record BlobPage(List<Blob> blobs, String next) {
  static BlobPage read(byte[] xml) throws IOException {
    try {
      DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
      factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
      factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
      Document page = factory.newDocumentBuilder().parse(new ByteArrayInputStream(xml));
      var found = page.getElementsByTagName("Blob");
      List<Blob> blobs = new ArrayList<>();
      for (int i = 0; i < found.getLength(); i++) {
        blobs.add(blob((Element) found.item(i)));
      }
      return new BlobPage(blobs, text(page.getDocumentElement(), "NextMarker"));
    } catch (SAXException
        | ParserConfigurationException
        | NumberFormatException
        | DateTimeException e) {
      throw new IOException("Azure Blob Storage gives no list of blobs", e);
    }
  }

  private static Blob blob(Element blob) {
    String name = text(blob, "Name");
    Element element = (Element) blob.getElementsByTagName("Name").item(0);
    if (element.getAttribute("Encoded").equals("true")) {
      name = URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
    return new Blob(
        name,
        text(blob, "Etag"),
        Long.parseLong(text(blob, "Content-Length")),
        Instant.from(DateTimeFormatter.RFC_1123_DATE_TIME.parse(text(blob, "Last-Modified"))));
  }

  private static String text(Element of, String name) {
    var found = of.getElementsByTagName(name);
    return found.getLength() == 0 ? "" : found.item(0).getTextContent();
  }
}
