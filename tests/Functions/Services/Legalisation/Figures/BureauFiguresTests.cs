using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Figures;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Figures;

public sealed class BureauFiguresTests
{
    [Fact]
    public void A_percentile_is_a_delay_that_somebody_had()
    {
        int[] hours = [.. Enumerable.Range(1, 10).Select(hour => hour * 3600)];
        Assert.Equal((5.0, 9.0), (Percentile.Hours(hours, 50), Percentile.Hours(hours, 90)));
        Assert.Equal((1.0, 1.0), (Percentile.Hours(hours[..1], 50), Percentile.Hours(hours[..1], 90)));
        Assert.Equal((2.0, 3.0), (Percentile.Hours(hours[..3], 50), Percentile.Hours(hours[..3], 90)));
        Assert.Null(Percentile.Hours([], 50));
    }

    [Fact]
    public void Days_add_up_to_what_their_rows_say_together()
    {
        Counted[] monday =
        [
            new(CountedAs.Requested, PaperKind.CertifiedCopy), new(CountedAs.Requested, PaperKind.Signature),
            new(CountedAs.Certified, PaperKind.CertifiedCopy, 7200, 60), new(CountedAs.Refused, PaperKind.Signature, 3600, Refusal: RefusalReason.Cut),
            new(CountedAs.Denied, PaperKind.CertifiedCopy, Denials: [DenialReason.DelegationExpired, DenialReason.OtherBureau]),
        ];
        Counted[] tuesday =
        [
            new(CountedAs.Certified, PaperKind.CertifiedCopy, 36_000, 120), new(CountedAs.Refused, PaperKind.CertifiedCopy, 60, Refusal: RefusalReason.Altered),
            new(CountedAs.Refused, PaperKind.CertifiedCopy, 90, Refusal: RefusalReason.Cut), new(CountedAs.Missed, PaperKind.Signature, Times: 2),
            new(CountedAs.Abandoned, PaperKind.Signature), new(CountedAs.Withdrawn, PaperKind.Signature), new(CountedAs.Revoked, PaperKind.CertifiedCopy),
        ];
        var told = BureauReport.Of("maarif-1", BureauFigures.Sum([BureauFigures.Of(monday), BureauFigures.Of(tuesday)]));
        Assert.Equivalent(BureauReport.Of("maarif-1", BureauFigures.Of([.. monday, .. tuesday])), told, strict: true);
        Assert.Equal((2, 2, 3, 1, 1, 1), (told.Submitted, told.Certified, told.Refused, told.Abandoned, told.Withdrawn, told.Revoked));
        Assert.Equal([new(RefusalReason.Altered, 1), new(RefusalReason.Cut, 2)], told.Refusals);
        // Of the two attempts one lacked a delegation; the other paper was none of that officer's.
        Assert.Equal((1, 2, 2), (told.Denials, told.DenialReasons.Sum(one => one.Count), told.NoShows));
        Assert.Equal((1.0, 10.0), (told.MedianHours, told.P90Hours));
        Assert.Equal((0.017, 0.033), (told.DeskMedianHours, told.DeskP90Hours));
        var signatures = told.ByKind.Single(kind => kind.Kind == PaperKind.Signature);
        Assert.Equal((1, 0, 1, 1.0, null), (signatures.Submitted, signatures.Certified, signatures.Refused, signatures.MedianHours, signatures.DeskMedianHours));
    }
}
