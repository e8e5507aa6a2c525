namespace CasaServerless.Bot.Language;

/// <summary>How a message is written.</summary>
public enum Form
{
    /// <summary>French.</summary>
    Fr,

    /// <summary>Modern Standard Arabic.</summary>
    Ar,

    /// <summary>Moroccan Arabic in Arabic letters.</summary>
    Darija,

    /// <summary>Moroccan Arabic in Latin letters and digits.</summary>
    Arabizi,

    /// <summary>Several of them in one message.</summary>
    Mixed,
}
