package dev.hexad.finops.share;

import dev.hexad.agent.configuration.LiveConfiguration;
import dev.hexad.contracts.problem.HexadException;
import dev.hexad.contracts.problem.ProblemType;
import dev.hexad.finops.cost.Asked;
import dev.hexad.finops.cost.Dimension;
import dev.hexad.finops.settings.FinopsSettings;
import dev.hexad.service.web.Page;
import dev.hexad.service.web.RequiresScope;
import jakarta.servlet.http.HttpServletRequest;
import java.time.LocalDate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/finops")
@RequiresScope("finops:read")
class ShareController {
  private final Showback showback;
  private final Untagged untagged;
  private final UnitCosts units;
  private final LiveConfiguration<FinopsSettings> settings;

  ShareController(
      Showback showback,
      Untagged untagged,
      UnitCosts units,
      LiveConfiguration<FinopsSettings> settings) {
    this.showback = showback;
    this.untagged = untagged;
    this.units = units;
    this.settings = settings;
  }

  /** Who pays for what, by tags and then by the configured rules. */
  @GetMapping("/showback")
  Page<Showback.Share> showback(
      @ModelAttribute Asked asked,
      HttpServletRequest request,
      @RequestParam(defaultValue = "owner") String by) {
    FinopsSettings current = settings.current();
    Dimension dimension = Dimension.of(by, current);
    if (dimension.tag() == null) {
      throw new HexadException(
          ProblemType.BAD_REQUEST, "'by' can be owner, application, environment or tag:KEY.");
    }
    return Page.all(
        showback.of(
            asked.question(current, request.getParameterValues("filter")), dimension, current));
  }

  /** How much of the usage has no application, environment or owner. */
  @GetMapping("/untagged")
  Page<Untagged.Gap> untagged(@ModelAttribute Asked asked, HttpServletRequest request) {
    FinopsSettings current = settings.current();
    return Page.all(
        untagged.of(asked.question(current, request.getParameterValues("filter")), current));
  }

  /** By what costs can be divided. */
  @GetMapping("/units/names")
  Page<String> unitNames() {
    return Page.all(UnitCounts.names(settings.current()));
  }

  /** What one deploy, run, build, request or other unit of each application costs. */
  @GetMapping("/units")
  Page<UnitCosts.UnitCost> units(
      @ModelAttribute Asked asked,
      HttpServletRequest request,
      @RequestParam(defaultValue = "deploy") String per) {
    FinopsSettings current = settings.current();
    LocalDate from = asked.from();
    LocalDate to = asked.to();
    if (from == null || to == null) {
      throw new HexadException(ProblemType.BAD_REQUEST, "Give 'from' and 'to'.");
    }
    return Page.all(
        units.of(
            asked.question(current, request.getParameterValues("filter")),
            new UnitCounts.Asked(per, from, to),
            current));
  }
}
