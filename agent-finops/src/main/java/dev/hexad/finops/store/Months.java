package dev.hexad.finops.store;

import java.time.YearMonth;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Sees to the partitions of charges. They are made in a transaction of their own and attached
 * afterwards, which locks out neither readers nor other imports.
 */
@Component
class Months {
  private final JdbcClient jdbc;
  private final TransactionTemplate apart;
  private final Set<YearMonth> known = ConcurrentHashMap.newKeySet();

  Months(JdbcClient jdbc, PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.apart = new TransactionTemplate(transactions);
    apart.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  static String table(YearMonth month) {
    return String.format(Locale.ROOT, "charge_%04d%02d", month.getYear(), month.getMonthValue());
  }

  void require(YearMonth month) {
    if (known.contains(month)) {
      return;
    }
    apart.executeWithoutResult(status -> make(month));
    known.add(month);
  }

  private void make(YearMonth month) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended('month', 0))")
        .query((rs, n) -> n)
        .list();
    String table = table(month);
    boolean attached =
        jdbc.sql("select exists (select 1 from pg_inherits where inhrelid = to_regclass(?))")
            .param(table)
            .query(Boolean.class)
            .single();
    if (!attached) {
      jdbc.sql("create table " + table + " (like charge including defaults)").update();
      jdbc.sql(
              "alter table charge attach partition %s for values from ('%s') to ('%s')"
                  .formatted(table, month.atDay(1), month.plusMonths(1).atDay(1)))
          .update();
    }
  }
}
