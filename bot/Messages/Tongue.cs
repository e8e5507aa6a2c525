namespace CasaServerless.Bot.Messages;

/// <summary>The languages in which the assistant speaks.</summary>
public enum Tongue
{
    French,
    Arabic,
}

/// <summary>A sentence of the assistant in both languages.</summary>
public sealed record Words(string Fr, string Ar)
{
    public string In(Tongue tongue) => tongue == Tongue.Arabic ? Ar : Fr;
}
