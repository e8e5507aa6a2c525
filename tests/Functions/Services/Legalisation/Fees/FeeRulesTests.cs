using CasaServerless.Common.Erasure;
using CasaServerless.Common.Payments;
using CasaServerless.Kernel;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Services.Legalisation;
using CasaServerless.Services.Legalisation.Fees;

namespace CasaServerless.Tests.Functions.Services.Legalisation.Fees;

public sealed class FeeRulesTests
{
    static readonly DateTimeOffset noon = new(2026, 11, 30, 12, 0, 0, TimeSpan.Zero);
    static readonly DateOnly today = new(2026, 11, 30);

    [Fact]
    public void What_is_free_is_owed_by_nobody_and_taken_from_nobody()
    {
        var its = Asked(0);
        Assert.Equal((0m, 0m), (its.FeeDue(), its.FeeOwed()));
        Assert.Equal("LEG-100", Assert.Throws<Refusal>(() => its.TakeFee("key", "officer", null, today)).Code);
        Assert.Equal("LEG-100", Assert.Throws<Refusal>(() => its.BeginPayment("LEG-1", "p", noon)).Code);
    }

    [Fact]
    public void A_request_of_before_there_were_fees_owes_nothing()
    {
        var its = After(LegalisationCase.Nothing, new LegalisationEvent.Requested(PaperKind.CertifiedCopy, "fr", "maarif-1", Destination.Private, false, 3, "c"));
        Assert.Equal((0m, 0m, null), (its.FeeDue(), its.FeeOwed(), its.Fees));
        Assert.Equal("LEG-100", Assert.Throws<Refusal>(() => its.TakeFee("key", "officer", null, today)).Code);
        var news = new PaymentNews("LEG-1.1", PaymentFate.Paid) { Payment = "pay_1", Money = new(2, "MAD") };
        Assert.Equal("LEG-106", Assert.Throws<Refusal>(() => its.Heed(news, "p", "key", today)).Code);
    }

    [Fact]
    public void After_twenty_payments_begun_one_pays_at_the_desk()
    {
        var its = After(Asked(2), new LegalisationEvent.DocumentReceived("ab", 1), new LegalisationEvent.DocumentAccepted("ab", new string('a', 64), 1, false));
        for (var begun = 1; begun <= FeeRules.MostOrders; begun++)
        {
            var events = its.BeginPayment("LEG-1", "p", noon).Events;
            Assert.Equal($"LEG-1.{begun}", Assert.IsType<FeeEvent.PaymentBegun>(Assert.Single(events)).Order);
            its = After(its, [.. events, new FeeEvent.PaymentFailed($"LEG-1.{begun}", OrderEnd.Failed)]);
        }
        Assert.Equal("LEG-103", Assert.Throws<Refusal>(() => its.BeginPayment("LEG-1", "p", noon)).Code);
        Assert.IsType<FeeEvent.FeePaidAtDesk>(Assert.Single(its.TakeFee("key", "officer", 6, today).Events));
    }

    [Fact]
    public void A_page_is_shown_again_while_it_lives_and_the_amount_is_the_same()
    {
        var its = After(Asked(2), new LegalisationEvent.DocumentReceived("ab", 1), new LegalisationEvent.DocumentAccepted("ab", new string('a', 64), 1, false),
            new FeeEvent.PaymentBegun("LEG-1.1", "p", new(6, "MAD")));
        Assert.Empty(its.BeginPayment("LEG-1", "p", noon + FeeRules.PageLife - TimeSpan.FromSeconds(1)).Events);
        Assert.Single(its.BeginPayment("LEG-1", "p", noon + FeeRules.PageLife).Events);
        Assert.Single(its.BeginPayment("LEG-1", "another", noon).Events);
        var signature = its with { Kind = PaperKind.Signature, Presentation = new(IdentityProof.Cnie, true) };
        Assert.Equal(2m, Assert.IsType<FeeEvent.PaymentBegun>(Assert.Single(signature.BeginPayment("LEG-1", "p", noon).Events)).Money.Amount);
    }

    [Fact]
    public void Money_for_witnesses_who_are_none_any_more_is_another_amount_while_something_is_owed()
    {
        var its = After(Asked(2), new FeeEvent.PaymentBegun("LEG-1.1", "p", new(6, "MAD"))) with
        {
            Kind = PaperKind.Signature,
            Presentation = new(IdentityProof.Cnie, true),
        };
        var news = new PaymentNews("LEG-1.1", PaymentFate.Paid) { Payment = "pay_1", Money = new(6, "MAD") };
        Assert.Equal(2m, its.FeeOwed());
        Assert.Equal(NotTaken.OtherAmount, Assert.IsType<FeeEvent.PaymentNotTaken>(Assert.Single(its.Heed(news, "p", "key", today).Events)).Reason);
        var paid = After(its, new FeeEvent.FeePaidAtDesk("desk", new(2, "MAD"), today));
        Assert.Equal(NotTaken.NothingDue, Assert.IsType<FeeEvent.PaymentNotTaken>(Assert.Single(paid.Heed(news, "p", "key", today).Events)).Reason);
    }

    [Fact]
    public void A_revoked_paper_was_made_so_its_fee_stays()
    {
        var its = After(Asked(2), new FeeEvent.FeePaidAtDesk("key", new(6, "MAD"), today)) with { Status = LegalisationStatus.Revoked };
        Assert.Empty(its.RefundsDue());
        Assert.Equal("LEG-108", Assert.Throws<Refusal>(() => its.Refund(noon, today)).Code);
    }

    [Fact]
    public void Of_two_tills_that_take_the_same_fee_the_second_hears_that_nothing_is_due()
    {
        var its = After(Asked(2), new FeeEvent.FeePaidAtDesk("key", new(6, "MAD"), today));
        var by = its.Taken().Single().Officer!;
        Assert.Empty(its.TakeFee("again", by, 6, today).Events);
        Assert.Equal("LEG-100", Assert.Throws<Refusal>(() => its.TakeFee("again", "another", 6, today)).Code);
    }

    [Fact]
    public void Nobody_is_forgotten_to_whom_money_is_owed()
    {
        var paid = After(Asked(2), new FeeEvent.FeePaidAtDesk("key", new(6, "MAD"), today));
        // Erased before its end it would come to nothing, and the fee be due back.
        Assert.Equal("LEG-160", Assert.Throws<Refusal>(() => paid.Erase(ErasureReason.PersonAsked)).Code);
        var refused = After(paid, new LegalisationEvent.Refused(RefusalReason.Cut));
        Assert.Equal("LEG-160", Assert.Throws<Refusal>(() => refused.Erase(ErasureReason.PersonAsked)).Code);
        Assert.Empty(refused.EndRetention(today.AddYears(2)).Events);
        var known = Personal.None.With(new Dictionary<string, string?> { [LegalisationEvent.Fields.Name] = "Zineb" }).Item1;
        Assert.Empty(EndRetention.Of(refused, known));
        var back = After(refused, [.. refused.Refund(noon, today).Events]);
        Assert.Single(EndRetention.Of(back, known));
        Assert.NotEmpty(back.EndRetention(today.AddYears(2)).Events);
        Assert.NotEmpty(back.Erase(ErasureReason.PersonAsked).Events);
        Assert.NotEmpty((paid with { Status = LegalisationStatus.Certified }).Erase(ErasureReason.PersonAsked).Events);
    }

    [Fact]
    public void A_refund_is_asked_again_after_a_while_and_at_once_when_it_failed()
    {
        var paid = After(Asked(2), new FeeEvent.FeePaidOnline("key", "LEG-1.1", "p", "pay_1", new(6, "MAD"), today), new FeeEvent.RefundAsked("key"));
        var its = paid with { Status = LegalisationStatus.Refused };
        Assert.Empty(its.Refund(noon.AddMinutes(1), today).Events);
        Assert.IsType<FeeEvent.RefundAsked>(Assert.Single(its.Refund(noon.AddMinutes(11), today).Events));
        var failed = After(its, new FeeEvent.RefundFailed("key", "too-late"));
        Assert.IsType<FeeEvent.RefundAsked>(Assert.Single(failed.Refund(noon.AddMinutes(1), today).Events));
        Assert.Empty(failed.HeedRefund("key", new(RefundFate.Refused, null, "too-late"), today).Events);
    }

    // Three copies, at so much each.
    static LegalisationCase Asked(decimal each) => After(LegalisationCase.Nothing, new LegalisationEvent.Requested(
        PaperKind.CertifiedCopy, "fr", "maarif-1", Destination.Private, false, 3, "c", new("tariff", new(each, "MAD"))));

    static LegalisationCase After(LegalisationCase its, params IEnumerable<LegalisationEvent> events) =>
        events.Aggregate(its, (state, happened) => state.After(new(1, noon, Actor.City, "test", happened, new Dictionary<string, string>())));
}
