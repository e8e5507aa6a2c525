using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Azure.Storage.Queues;
using CasaServerless.Kernel.Cases;
using CasaServerless.Kernel.Identity;
using CasaServerless.Kernel.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace CasaServerless.Tests.Given;

/// <summary>The smallest counter there can be: a toy is bought, played with, and broken by an effect.</summary>
public sealed class Toy : CaseKind<Toy.State, Toy.Happening>
{
    public override string Prefix => "TOY";

    public override State Nothing { get; } = new(0, 0, "");

    public override JsonTypeInfo<State> StateJson => ToyJson.Default.State;

    public override JsonTypeInfo<Happening> EventJson => ToyJson.Default.Happening;

    public override IReadOnlyDictionary<string, Effect<State>> Effects { get; } =
        new Dictionary<string, Effect<State>> { ["wear"] = new("effects", ToyCity.Wear) };

    public override State Apply(State state, Recorded<Happening> happened) => happened.Event switch
    {
        Bought it => state with { Shelf = it.Shelf },
        Played => state with { Times = state.Times + 1 },
        Worn => state with { Wear = state.Wear + 1 },
        _ => state,
    };

    public override IEnumerable<ListEntry> Lists(string reference, State state, Personal personal)
    {
        if (state.Times < 3) yield return new($"toy:{state.Shelf}", "1") { Shows = $"{state.Times}" };
        if (personal["owner"] is { } owner) yield return new($"owner:{owner.Length}", "");
    }

    public override IEnumerable<string> After(Happening happened, Personal personal) => happened is Played ? ["wear"] : [];

    public sealed record State(int Times, int Wear, string Shelf);

    [JsonPolymorphic(TypeDiscriminatorPropertyName = "event")]
    [JsonDerivedType(typeof(Bought), "bought")]
    [JsonDerivedType(typeof(Played), "played")]
    [JsonDerivedType(typeof(Worn), "worn")]
    [JsonDerivedType(typeof(Forgotten), "forgotten")]
    public abstract record Happening;

    public sealed record Bought(string Shelf) : Happening;

    public sealed record Played : Happening;

    public sealed record Worn : Happening;

    public sealed record Forgotten : Happening;
}

[JsonSerializable(typeof(Toy.State))]
[JsonSerializable(typeof(Toy.Happening))]
sealed partial class ToyJson : JsonSerializerContext;

/// <summary>A city's storage with the kernel on it and nothing else.</summary>
public sealed class ToyCity
{
    public const string Secret = "a secret of the tests, long enough for them";

    ToyCity(string connection, CaseOptions options, TimeProvider clock)
    {
        Storage = new(new ConfigurationBuilder().AddInMemoryCollection([new("AzureWebJobsStorage", connection)]).Build());
        Lists = new(Storage, clock);
        Cases = new(Storage, Keys, Lists, options, clock, NullLogger<CaseStore>.Instance);
    }

    public Toy Kind { get; } = new();

    public CityKeys Keys { get; } = new(Secret);

    public CityStorage Storage { get; }

    public Lists Lists { get; }

    public CaseStore Cases { get; }

    public QueueClient Effects => Storage.Queue(CaseStore.EffectsQueue);

    public static async Task<ToyCity> On(string connection, CaseOptions? options = null, TimeProvider? clock = null)
    {
        var city = new ToyCity(connection, options ?? new(), clock ?? TimeProvider.System);
        foreach (var table in (string[])[CaseStore.TableName, Kernel.Cases.Lists.TableName])
            await city.Storage.Table(table).CreateIfNotExistsAsync();
        await city.Effects.CreateIfNotExistsAsync();
        return city;
    }

    public Task<Case<Toy.State>> Buy(string shelf = "low", IdempotencyKey? once = null, string? owner = null) => Cases.Create(
        Kind, once, new("citizen", "c1"), "Buy", new Decision<Toy.Happening>(new Toy.Bought(shelf))
        {
            Personal = owner is null ? new Dictionary<string, string?>() : new Dictionary<string, string?> { ["owner"] = owner },
        }, default);

    public Task<Case<Toy.State>> Play(string reference) =>
        Cases.Change(Kind, reference, new("citizen", "c1"), "Play", _ => new Toy.Played(), default);

    /// <summary>What follows a game, once: the toy wears.</summary>
    public static async Task Wear(EffectRun<Toy.State> run)
    {
        var city = run.Services.GetRequiredService<ToyCity>();
        await city.Cases.Change(city.Kind, run.Key.Reference, Actor.City, "Wear",
            _ => new Decision<Toy.Happening>(new Toy.Worn()) { Once = run.Key }, run.Stop);
    }

    /// <summary>What the queue's function does with a message.</summary>
    public Task Handle(string text) => Cases.Handle(text, [Kind], new ServiceCollection().AddSingleton(this).BuildServiceProvider(), default);

    public async Task<Case<Toy.State>> Find(string reference) => (await Cases.Find(Kind, reference, default))!;
}
