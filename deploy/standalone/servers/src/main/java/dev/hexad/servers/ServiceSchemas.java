package dev.hexad.servers;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** One database; in it one role and one schema per service, closed to all other roles. */
final class ServiceSchemas {
  static final String DATABASE = "hexad";
  private static final String NAME_PATTERN = "[a-z][a-z0-9_]{0,40}";

  private final PostgresServer server;
  private final Vault vault;

  ServiceSchemas(PostgresServer server, Vault vault) {
    this.server = server;
    this.vault = vault;
  }

  void createDatabase() {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      if (!exists(statement, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
        statement.execute("create database " + DATABASE);
        statement.execute("revoke all on database " + DATABASE + " from public");
      }
    } catch (SQLException e) {
      throw new ServerException("cannot create the database: " + e.getMessage(), e);
    }
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      statement.execute("revoke all on schema public from public");
    } catch (SQLException e) {
      throw new ServerException("cannot close the public schema: " + e.getMessage(), e);
    }
  }

  List<ServiceCredentials> create(List<String> services) {
    List<ServiceCredentials> all = new ArrayList<>();
    try (Connection connection = connect(DATABASE);
        Statement statement = connection.createStatement()) {
      for (String service : services) {
        all.add(create(statement, service));
      }
    } catch (SQLException e) {
      throw new ServerException("cannot create the schemas: " + e.getMessage(), e);
    }
    return all;
  }

  private ServiceCredentials create(Statement statement, String service) throws SQLException {
    // Identifiers cannot be bound as parameters; this pattern is what makes the texts below safe.
    if (!service.matches(NAME_PATTERN)) {
      throw new IllegalArgumentException("not a service name: " + service);
    }
    String role = "hexad_" + service;
    String password = vault.password(role);
    if (!exists(statement, "select 1 from pg_roles where rolname = '" + role + "'")) {
      statement.execute("create role " + role + " login");
    }
    statement.execute("alter role " + role + " password '" + password + "'");
    statement.execute("grant connect, temporary on database " + DATABASE + " to " + role);
    statement.execute("create schema if not exists " + service + " authorization " + role);
    statement.execute("alter role " + role + " set search_path = " + service);
    return new ServiceCredentials(service, url(service), role, password);
  }

  String url(String schema) {
    return url() + DATABASE + "?currentSchema=" + schema;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        url() + database, PostgresServer.ADMIN, server.adminPassword());
  }

  private String url() {
    return "jdbc:postgresql://" + LoopbackPorts.HOST + ":" + server.port() + "/";
  }

  private static boolean exists(Statement statement, String query) throws SQLException {
    try (ResultSet result = statement.executeQuery(query)) {
      return result.next();
    }
  }
}
