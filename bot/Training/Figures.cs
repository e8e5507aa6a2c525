namespace CasaServerless.Bot.Training;

/// <summary>Rightly found, found for nothing, missed.</summary>
sealed class Figures
{
    public int Right { get; set; }

    public int Wrong { get; set; }

    public int Missed { get; set; }

    public double F1 => Right == 0 ? 0 : 2.0 * Right / (2 * Right + Wrong + Missed);
}
