using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;
using CasaServerless.Kernel.Cases;
using CasaServerless.Services.Legalisation;

namespace CasaServerless.Tests.Functions.Services.Legalisation;

/// <summary>An officer who acts on what they were shown is stopped where the case has changed since, and by nothing else.</summary>
public sealed class WhatIsShownTests
{
    // Written down by hand, so that whoever adds an event says which it is.
    static readonly string[] changes =
    [
        "requested", "document-received", "document-accepted", "document-refused", "presented", "certification-started", "certified",
        "certification-annulled", "refused", "revoked", "abandoned", "uploads-purged", "person-erased", "witness-erased",
    ];

    static readonly string[] leaves =
    [
        "access-code-asked", "conversation-named", "applicant-notified", "notice-undeliverable", "claimed", "released", "certification-denied",
        "appointment-asked", "appointment-booked", "appointment-not-given", "appointment-ended", "reminder-due", "arrived", "went-away",
        "shared", "share-opened", "share-ended",
        "fee-paid-at-desk", "payment-begun", "payment-failed", "fee-paid-online", "payment-not-taken", "receipt-numbered", "refund-asked",
        "fee-refunded", "refund-failed",
    ];

    [Fact]
    public void Every_event_changes_the_tag_or_leaves_it_alone_as_it_was_decided()
    {
        var events = typeof(LegalisationEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().ToDictionary(one => (string)one.TypeDiscriminator!, one => one.DerivedType);
        Assert.Equal(events.Keys.Order(StringComparer.Ordinal), changes.Concat(leaves).Order(StringComparer.Ordinal));
        foreach (var (name, type) in events) Assert.Equal((name, leaves.Contains(name)), (name, Before.Tag == After(type).Tag));
    }

    [Fact]
    public void What_leaves_the_tag_alone_leaves_the_case_in_its_officers_hands_too()
    {
        foreach (var name in leaves)
        {
            var type = typeof(LegalisationEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Single(one => (string)one.TypeDiscriminator! == name).DerivedType;
            Assert.NotNull(After(type).Claim);
        }
    }

    static LegalisationCase Before { get; } = new()
    {
        Status = LegalisationStatus.Submitted,
        Revision = 3,
        Claim = new("maarif-1-officer-1", new("Amina", "أمينة"), DateTimeOffset.MaxValue),
    };

    // What an event is decides, not what it tells.
    static LegalisationCase After(Type type) => Before.Noted(new Recorded<LegalisationEvent>(
        4, default, new("officer", "x"), "Test", (LegalisationEvent)RuntimeHelpers.GetUninitializedObject(type), new Dictionary<string, string>()));
}
