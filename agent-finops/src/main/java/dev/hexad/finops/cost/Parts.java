package dev.hexad.finops.cost;

/** Groupings that answers are explained by. */
final class Parts {
  /** Kinds of charges, so that credits and commitments are told apart from usage. */
  static final Dimension PART =
      new Dimension(
          "part",
          """
          case when d.category = 'Purchase' and d.commitment is not null then 'commitments bought'
            when d.category = 'Usage' and d.commitment_status = 'Unused' then 'commitments unused'
            when d.category = 'Usage' and d.commitment is not null then 'usage under commitments'
            else lower(d.category) end\
          """,
          null,
          false);

  static final Dimension SAMPLE =
      new Dimension("sample", "case when o.sample then 'sample' else 'real' end", null, false);

  private Parts() {}
}
