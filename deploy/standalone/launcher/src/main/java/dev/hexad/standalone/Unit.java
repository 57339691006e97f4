package dev.hexad.standalone;

import java.util.List;

/** One JVM and the services in it. */
record Unit(String name, String mainClass, List<Service> services) {
  static final Unit ALL = new Unit("services", AllInOne.class.getName(), List.of(Service.values()));

  Unit {
    services = List.copyOf(services);
  }

  static Unit of(Service service) {
    return new Unit(service.title(), service.mainClass(), List.of(service));
  }
}
