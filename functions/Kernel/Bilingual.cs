namespace CasaServerless.Kernel;

/// <summary>The city's two languages; equals everywhere.</summary>
public enum Language
{
    French,
    Arabic,
}

/// <summary>A sentence, or a name, in both languages of the city.</summary>
public sealed record Bilingual(string Fr, string Ar)
{
    public string In(Language language) => language == Language.Arabic ? Ar : Fr;
}
