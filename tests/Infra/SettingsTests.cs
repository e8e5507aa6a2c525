using System.Text.Json;

namespace CasaServerless.Tests.Infra;

public sealed class SettingsTests
{
    [Fact]
    public async Task Azure_sets_what_the_program_reads_and_nothing_else() =>
        Assert.Empty(SettingNames.Differences(SettingNames.ReadIn(SettingNames.Sources()), SettingNames.SetBy(await Bicep.Template())));

    [Theory]
    [InlineData("""configuration["Casa:Planted"]""", "Casa:Planted")]
    [InlineData("""settings.GetValue("Casa:Planted:Deep", 3)""", "Casa:Planted:Deep")]
    [InlineData("""Environment.GetEnvironmentVariable("Casa__Planted__Deep")""", "Casa:Planted:Deep")]
    [InlineData("""configuration.GetSection("Casa:Seal")["Planted"]""", "Casa:Seal")]
    [InlineData("""configuration[$"Casa:{name}"]""", "Casa:*")]
    public async Task A_planted_reading_is_told(string source, string key)
    {
        var set = SettingNames.SetBy(await Bicep.Template());
        Assert.Contains($"The program reads {key}; infra/ does not set it.",
            SettingNames.Differences(SettingNames.ReadIn([.. SettingNames.Sources(), source]), set));
    }

    [Fact]
    public async Task A_planted_setting_is_told()
    {
        var template = (await Bicep.Template()).GetRawText();
        var planted = template.Replace("\"Casa__PublicUrl\"", "\"Casa__Planted\": \"x\", \"Casa__PublicUrl\"", StringComparison.Ordinal);
        Assert.Contains("infra/ sets Casa:Planted; the program does not read it.",
            SettingNames.Differences(SettingNames.ReadIn(SettingNames.Sources()), SettingNames.SetBy(JsonElement.Parse(planted))));
    }
}
