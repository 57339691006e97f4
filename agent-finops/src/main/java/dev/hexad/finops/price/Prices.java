package dev.hexad.finops.price;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.finops.access.Secrets;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.finops.settings.ImportProperties;
import dev.hexad.finops.settings.PriceList;
import dev.hexad.service.outbound.OutboundGuard;
import java.io.IOException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Prices: what the bill shows counts first, then the price lists in their order. */
@Service
public class Prices {
  private static final Logger log = LoggerFactory.getLogger(Prices.class);

  private final BillPrices bill;
  private final Secrets secrets;
  private final ImportProperties imports;
  private final OutboundGuard guard;
  private final GoogleCatalogue google;
  private final LiveConfiguration<FinopsSettings> settings;
  private final Clock clock;

  Prices(
      BillPrices bill,
      Secrets secrets,
      ImportProperties imports,
      OutboundGuard guard,
      GoogleCatalogue google,
      LiveConfiguration<FinopsSettings> settings,
      Clock clock) {
    this.bill = bill;
    this.secrets = secrets;
    this.imports = imports;
    this.guard = guard;
    this.google = google;
    this.settings = settings;
    this.clock = clock;
  }

  /** The sources for some questions, to be closed; each question is answered once. */
  public final class Book implements AutoCloseable {
    private final List<PriceSource> sources = new ArrayList<>(List.of(bill.open()));
    private final List<String> problems = new ArrayList<>();
    private final Map<PriceQuestion, List<Price>> known = new HashMap<>();

    private Book() {
      for (PriceList list : settings.current().priceLists()) {
        try {
          sources.add(open(list));
        } catch (IOException | HexadException e) {
          problem(e);
        }
      }
    }

    private void problem(Exception e) {
      log.atWarn().setCause(e).log("prices not read");
      problems.add(String.valueOf(e.getMessage()));
    }

    /** The price by currency, the most trusted source first; empty when nobody knows it. */
    public List<Price> prices(PriceQuestion question) {
      return known.computeIfAbsent(question, this::ask);
    }

    private List<Price> ask(PriceQuestion question) {
      List<Price> prices = new ArrayList<>();
      for (PriceSource source : sources) {
        try {
          prices.addAll(source.prices(question));
        } catch (IOException | HexadException e) {
          problem(e);
        }
      }
      return prices;
    }

    /** What kept prices from being read. */
    public List<String> problems() {
      return problems.stream().distinct().toList();
    }

    @Override
    public void close() {
      sources.forEach(PriceSource::close);
    }
  }

  public Book open() {
    return new Book();
  }

  private PriceSource open(PriceList list) throws IOException {
    return switch (list.kind()) {
      case FILE -> ListedPrices.of(list, imports.folders());
      case AWS -> AwsPriceList.of(list, secrets::read, guard, LocalDate.now(clock));
      case GOOGLE -> google.open(list, secrets::read, LocalDate.now(clock));
    };
  }
}
