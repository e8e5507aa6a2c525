#pragma warning disable CA1859
using ArchUnitNET.Domain;
using ArchUnitNET.Fluent;
using ArchUnitNET.Fluent.Syntax.Elements.Types;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace CasaServerless.Tests.Architecture;

/// <summary>Which room may know which. Program → Assistant → Services → Common → Hosting → Kernel, and no counter its sibling.</summary>
public sealed class RoomTests
{
    static readonly ArchUnitNET.Domain.Architecture city = Load(typeof(Casablanca).Assembly);
    static readonly ArchUnitNET.Domain.Architecture breaches = Load(typeof(Casablanca).Assembly, typeof(RoomTests).Assembly);

    /// <summary>Every rule: its name, the rule for a root namespace, and where a breach of it is planted.</summary>
    public static TheoryData<string> Rules => [.. all.Keys];

    static readonly Dictionary<string, Func<string, IArchRule>> all = new()
    {
        ["Kernel knows no other room"] = root => Never(root, "Kernel", $@"^CasaServerless\.(Hosting|Common|Services|Assistant)(\.|$)"),
        ["Kernel knows no ASP.NET"] = root => Never(root, "Kernel", @"^Microsoft\.AspNetCore\."),
        ["Hosting knows nothing of the city"] = root => Never(root, "Hosting", @"^CasaServerless\.(Common|Services|Assistant)(\.|$)"),
        ["Common knows no counter"] = root => Never(root, "Common", @"^CasaServerless\.(Services|Assistant)(\.|$)"),
        ["The storage SDKs stay in Kernel and Hosting"] = root => Never(root, "(Common|Services|Assistant)", @"^Azure\.(Data\.Tables|Storage\.)"),
        ["Azure OpenAI is known to the second opinion alone"] = root => Types().That().ResideInNamespaceMatching($@"^{root}(?!\.Assistant\.SecondOpinion(\.|$))(\.|$)")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(@"^(Azure\.AI\.OpenAI|OpenAI|Microsoft\.Extensions\.AI)(\.|$)"),
    };

    [Theory]
    [MemberData(nameof(Rules))]
    public void The_rule_holds(string rule) => all[rule](@"CasaServerless").Check(city);

    [Theory]
    [MemberData(nameof(Rules))]
    public void A_planted_breach_fails_it(string rule) =>
        Assert.False(all[rule](@"CasaServerless\.Tests\.Architecture\.Breaches").HasNoViolations(breaches), $"Nothing breaks «{rule}» any more.");

    [Fact]
    public void No_counter_knows_its_sibling()
    {
        var counters = Counters("CasaServerless.Services", city);
        Assert.Contains("Legalisation", counters);
        foreach (var counter in counters) Sibling("CasaServerless.Services", counter).Check(city);
        Assert.False(Sibling("CasaServerless.Tests.Architecture.Breaches.Services", "Left").HasNoViolations(breaches));
    }

    [Fact]
    public void The_conversation_knows_the_runtime_and_nothing_else() => Assert.All(
        typeof(CasaServerless.Bot.ICityDesk).Assembly.GetReferencedAssemblies(), other => Assert.StartsWith("System.", other.Name, StringComparison.Ordinal));

    [Theory]
    [InlineData(typeof(Casablanca))]
    [InlineData(typeof(CasaServerless.Bot.ICityDesk))]
    public void Every_public_type_says_what_it_is(System.Type of)
    {
        var documented = System.Xml.Linq.XDocument.Load(Path.ChangeExtension(of.Assembly.Location, ".xml"))
            .Descendants("member").Where(member => member.Element("summary") is not null || member.Elements("param").Any())
            .Select(member => member.Attribute("name")!.Value).ToHashSet();
        var silent = of.Assembly.GetExportedTypes()
            .Where(type => !type.IsNested && type.Namespace?.StartsWith("CasaServerless", StringComparison.Ordinal) == true)
            .Select(type => "T:" + type.FullName).Where(name => !documented.Contains(name));
        Assert.Empty(silent);
    }

    static TypesShouldConjunction Never(string root, string room, string forbidden) => Types().That().ResideInNamespaceMatching($@"^{root}\.{room}(\.|$)")
        .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching(forbidden);

    static TypesShouldConjunction Sibling(string services, string counter)
    {
        var root = services.Replace(".", @"\.", StringComparison.Ordinal);
        return Types().That().ResideInNamespaceMatching($@"^{root}\.{counter}(\.|$)")
            .Should().NotDependOnAnyTypesThat().ResideInNamespaceMatching($@"^{root}\.(?!{counter}(\.|$))");
    }

    static SortedSet<string> Counters(string services, ArchUnitNET.Domain.Architecture architecture) =>
        [.. architecture.Types.Select(type => type.Namespace.FullName).Where(name => name.StartsWith(services + ".", StringComparison.Ordinal))
            .Select(name => name[(services.Length + 1)..].Split('.')[0])];

    static ArchUnitNET.Domain.Architecture Load(params System.Reflection.Assembly[] assemblies) =>
        new ArchLoader().LoadAssembliesIncludingDependencies(assemblies).Build();
}
