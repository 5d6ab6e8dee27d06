/** What the visitor plans: projects, each with its own answers, and the tracks chosen for them. In memory only. */

/** @import { Answers } from "../shared/types.js" */

/**
 * @typedef {{ title: string, leader: string, unit: string }} Names as typed; empty while not given
 * @typedef {{ id: string, number: number, answers: Answers, names: Names }} Project
 *   `answers`: for the current project those whose verdicts are shown
 * @typedef {{ id: string, project: Project, track: string }} Application
 */

export const MOST_APPLICATIONS = 12; // as many as the checker takes
export const MOST_PROJECTS = 12;

export class Plans {
  /** @type {Project[]} */
  projects = [];
  /** @type {Application[]} in the order in which they were chosen */
  applications = [];
  /** @type {Map<string, boolean | null>} by pair of projects: whether their content is the same or similar */
  similar = new Map();
  #made = { projects: 0, applications: 0 }; // ids are never used again

  constructor() {
    this.current = this.add({});
  }

  /** Forget everything: one project is left, without answers. */
  clear() {
    this.projects = [];
    this.applications = [];
    this.similar.clear();
    this.#made.projects = 0;
    this.current = this.add({});
  }

  /** Whether there is more than a single project. */
  get several() {
    return this.projects.length > 1;
  }

  /**
   * Add a project, and make it the current one.
   * @param {Answers} answers
   */
  add(answers) {
    const number = ++this.#made.projects;
    const project = { id: `p${number}`, number, answers, names: { title: "", leader: "", unit: "" } };
    this.projects.push(project);
    this.current = project;
    return project;
  }

  /**
   * Drop a project with its applications; the current one is then another.
   * @param {Project} project
   */
  drop(project) {
    this.projects = this.projects.filter((one) => one !== project);
    this.applications = this.applications.filter((one) => one.project !== project);
    for (const pair of [...this.similar.keys()]) if (pair.split(" ").includes(project.id)) this.similar.delete(pair);
    if (this.current === project) this.current = this.projects[0];
  }

  /** @param {string} id */
  project(id) {
    return this.projects.find((one) => one.id === id);
  }

  /**
   * The application of the current project to a track, if it has been chosen.
   * @param {string} track
   */
  chosen(track) {
    return this.applications.find((one) => one.project === this.current && one.track === track);
  }

  /**
   * Choose a track for the current project.
   * @param {string} track
   */
  choose(track) {
    const application = { id: `a${++this.#made.applications}`, project: this.current, track };
    this.applications.push(application);
    return application;
  }

  /** @param {Application} application */
  remove(application) {
    this.applications = this.applications.filter((one) => one !== application);
  }

  /** @param {Project} project */
  applicationsOf(project) {
    return this.applications.filter((one) => one.project === project);
  }

  /** @returns {[Project, Project][]} the pairs of projects that have applications to compare */
  get pairs() {
    const compared = this.projects.filter((project) => this.applicationsOf(project).length);
    return compared.flatMap((one, place) =>
      compared.slice(place + 1).map((other) => /** @type {[Project, Project]} */ ([one, other])),
    );
  }

  /** What the checker is asked about all applications together. */
  get combination() {
    return {
      kind: "combine",
      applications: this.applications.map(({ id, project, track }) => {
        const [leader, unit] = [project.names.leader, project.names.unit].map((name) => name.trim() || null);
        return { id, project: project.id, track, leader, unit };
      }),
      similar: [...this.similar].map(([pair, answer]) => ({ projects: pair.split(" "), answer })),
      answers: Object.fromEntries(this.applications.map(({ project }) => [project.id, project.answers])),
    };
  }
}

/**
 * The key of a pair of projects in `similar`.
 * @param {[Project, Project]} pair
 */
export function keyOf([one, other]) {
  return `${one.id} ${other.id}`;
}
